namespace NativeNas.Data.Files;

/// <summary>Reads files; whatever goes wrong in that becomes a <see cref="DataException"/> that names the file.</summary>
public static class DataFile
{
    /// <summary>The whole content, unpacked when the name ends with .gz or .tgz.</summary>
    public static byte[] ReadAll(string path) => Guard(path, () =>
    {
        byte[] content = File.ReadAllBytes(path);
        return IsPacked(path) ? Gzip.Unpack(content) : content;
    });

    /// <summary>What <paramref name="read"/> makes of the whole content.</summary>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        using MemoryStream content = new(ReadAll(path));
        return Guard(path, () => read(content));
    }

    /// <summary>Paths below a folder in ordinal order of name, so that every machine reads them alike.</summary>
    public static string[] List(string folder, bool folders) => Guard(folder, () =>
    {
        if (!Directory.Exists(folder))
        {
            throw new DataException($"{folder}: found {(File.Exists(folder) ? "a file" : "nothing")}; expected a folder.");
        }

        string[] paths = folders ? Directory.GetDirectories(folder) : Directory.GetFiles(folder);
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    });

    private static bool IsPacked(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".tgz", StringComparison.OrdinalIgnoreCase);

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException e)
        {
            throw new DataException($"{path}: found a truncated file; expected more data.", e);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{path}: found damaged data ({FirstLine(e)}); expected {Expected(path)}.", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"{path}: found no such file; expected one that can be read.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            string found = Directory.Exists(path) ? "a folder" : "no permission to read it";
            throw new DataException($"{path}: found {found}; expected a file that can be read.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new DataException($"{path}: reading failed ({FirstLine(e)}); expected a file that can be read.", e);
        }
    }

    private static string Expected(string path) => IsPacked(path) ? "a whole gzip file" : "a whole file";

    private static string FirstLine(Exception e) => e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
