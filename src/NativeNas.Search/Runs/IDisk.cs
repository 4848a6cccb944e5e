namespace NativeNas.Search.Runs;

/// <summary>Every call by which a run changes the file system, so that a test can make each fail.</summary>
public interface IDisk
{
    void CreateFolder(string path);

    /// <summary>A new, empty file for writing, unbuffered; one that exists loses its content.</summary>
    Stream Create(string path);

    /// <summary>A file to write at its end, unbuffered; created when absent.</summary>
    Stream Append(string path);

    /// <summary>Returns when what was written lies on the medium.</summary>
    void Flush(Stream stream);

    /// <summary>Replaces the target in one step, so that a reader sees the old file or the new one.</summary>
    void Rename(string from, string to);

    void Delete(string path);

    /// <summary>Opens the file so that no other process can, until the stream is closed or the process ends in whatever way.</summary>
    Stream Lock(string path);
}
