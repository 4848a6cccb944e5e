namespace NativeNas.Search.Runs;

/// <summary>
/// metrics.jsonl, appended a whole line at a time. A checkpoint notes <see cref="Lines"/>, and a resumed run goes on
/// behind exactly that many, so that it repeats no line and keeps no torn one.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    private readonly RunFiles files;
    private readonly string path;
    private readonly Stream stream;

    private MetricsLog(RunFiles files, string path, int lines)
    {
        (this.files, this.path, Lines) = (files, path, lines);
        stream = files.Append(path);
    }

    /// <summary>Lines in the file, all whole.</summary>
    public int Lines { get; private set; }

    /// <param name="folder">The run.</param>
    /// <param name="keep">Lines to keep of what the file holds: 0 for a new run, the checkpoint's count for a resumed one.</param>
    public static MetricsLog Open(RunFolder folder, int keep = 0)
    {
        string path = folder.MetricsPath;
        byte[] bytes = ReadBytes(path);
        (int end, int lines) = (0, 0);
        while (lines < keep && bytes.AsSpan(end).IndexOf((byte)'\n') is >= 0 and int length)
        {
            end += length + 1;
            lines++;
        }

        if (end < bytes.Length)
        {
            folder.Files.Replace(path, kept => kept.Write(bytes, 0, end));
        }

        return new MetricsLog(folder.Files, path, lines);
    }

    /// <summary>The whole lines of a log; a torn last line, an unreadable line or an absent file is no error.</summary>
    public static IReadOnlyList<MetricsLine> Read(string path)
    {
        byte[] bytes = ReadBytes(path);
        List<MetricsLine> lines = [];
        foreach (Range range in bytes.AsSpan().Split((byte)'\n'))
        {
            if (MetricsLine.Parse(bytes.AsSpan(range)) is MetricsLine line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    public void Append(MetricsLine line)
    {
        files.AppendLine(stream, path, line.ToJson());
        Lines++;
    }

    /// <summary>Puts the lines on the medium; called before the checkpoint that counts them.</summary>
    public void Flush() => files.Flush(stream, path);

    public void Dispose() => stream.Dispose();

    private static byte[] ReadBytes(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RunException($"{path}: could not be read: {failure.Message} Check its permissions.", failure);
        }
    }
}
