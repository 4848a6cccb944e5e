using System.Formats.Tar;

namespace NativeNas.Data.Files;

/// <summary>Reads files out of a tar archive, which may be gzipped.</summary>
internal static class TarFile
{
    /// <summary>The wanted files by their name without folders.</summary>
    public static SortedDictionary<string, byte[]> Read(string path, Func<string, bool> wanted) => DataFile.Read(path, stream =>
    {
        SortedDictionary<string, byte[]> files = new(StringComparer.Ordinal);
        using TarReader archive = new(stream);

        while (archive.GetNextEntry() is { } entry)
        {
            string name = entry.Name[(entry.Name.LastIndexOf('/') + 1)..];

            if (entry.DataStream is null || !wanted(name))
            {
                continue;
            }

            using MemoryStream content = new();
            entry.DataStream.CopyTo(content);

            if (content.Length != entry.Length)
            {
                throw new DataException($"{path}: found {content.Length} bytes of {name}; expected {entry.Length}.");
            }

            if (!files.TryAdd(name, content.ToArray()))
            {
                throw new DataException($"{path}: found {name} twice; expected each file once.");
            }
        }

        return files;
    });
}
