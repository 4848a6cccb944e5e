using System.Text;

namespace NativeNas.Search.Runs;

/// <summary>The writes of a run: whole files appear or change in one step, and every failure is a <see cref="RunException"/>.</summary>
public sealed class RunFiles(IDisk disk)
{
    /// <summary>What a file is called until it is complete.</summary>
    public const string TemporarySuffix = ".tmp";

    private static readonly TimeSpan LockInterval = TimeSpan.FromMilliseconds(50);

    public RunFiles()
        : this(new LocalDisk())
    {
    }

    public void CreateFolder(string path) => Attempt("created", path, () => disk.CreateFolder(path));

    /// <summary>Writes beside the target, flushes to the medium, renames over the target.</summary>
    public void Replace(string path, Action<Stream> write)
    {
        string temporary = path + TemporarySuffix;
        try
        {
            Attempt("written", path, () =>
            {
                using (Stream stream = disk.Create(temporary))
                {
                    write(stream);
                    disk.Flush(stream);
                }

                disk.Rename(temporary, path);
            });
        }
        catch (RunException)
        {
            Forget(temporary);
            throw;
        }
    }

    /// <summary>The text as UTF-8 without a mark.</summary>
    public void Replace(string path, string text) => Replace(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    internal Stream Append(string path) => Attempt("opened", path, () => disk.Append(path));

    /// <summary>One write call for the whole line.</summary>
    internal void AppendLine(Stream stream, string path, string line) =>
        Attempt("appended to", path, () => stream.Write(Encoding.UTF8.GetBytes(line + "\n")));

    internal void Flush(Stream stream, string path) => Attempt("flushed", path, () => disk.Flush(stream));

    internal void Delete(string path) => Attempt("deleted", path, () => disk.Delete(path));

    /// <summary>How long to wait for a lock: the system may free that of a killed process a little after its end.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <returns>Null when another process, or this one, holds the lock all the while.</returns>
    internal Stream? LockInTime(string path)
    {
        Stream? held = TryLock(path);

        for (TimeSpan waited = TimeSpan.Zero; held is null && waited < Patience; waited += LockInterval)
        {
            Thread.Sleep(LockInterval);
            held = TryLock(path);
        }

        return held;
    }

    private Stream? TryLock(string path) => Attempt("locked", path, () =>
    {
        try
        {
            return disk.Lock(path);
        }
        catch (IOException busy) when (IsSharingViolation(busy))
        {
            return null;
        }
    });

    /// <summary>Deletes what is of no use to anybody; that it may stay behind is no error.</summary>
    internal void Forget(string path)
    {
        try
        {
            disk.Delete(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next write of the same file replaces it.
        }
    }

    /// <summary>The text of a file that must be there.</summary>
    internal static string ReadText(string path) => Attempt("read", path, () => File.ReadAllText(path));

    internal static bool HoldsAnything(string folder) =>
        Attempt("listed", folder, () => Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());

    private static void Attempt(string what, string path, Action action) => Attempt(what, path, () =>
    {
        action();
        return true;
    });

    private static T Attempt<T>(string what, string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            string message = failure.Message.TrimEnd('.');
            throw new RunException($"{path}: could not be {what}: {message}. Check free space and permissions; what was saved before is intact.", failure);
        }
    }

    /// <summary>EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static bool IsSharingViolation(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}
