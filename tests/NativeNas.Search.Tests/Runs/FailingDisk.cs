using NativeNas.Search.Runs;

namespace NativeNas.Search.Tests.Runs;

/// <summary>The local disk, whose k-th call (0-based) fails; a write that fails has written its first half.</summary>
internal sealed class FailingDisk(int failing) : IDisk
{
    private readonly LocalDisk disk = new();

    /// <summary>So far.</summary>
    public int Calls { get; private set; }

    public bool Failed { get; private set; }

    public void CreateFolder(string path) => Checked(() => disk.CreateFolder(path));

    public Stream Create(string path) => Checked(() => new FailingStream(this, disk.Create(path)));

    public Stream Append(string path) => Checked(() => new FailingStream(this, disk.Append(path)));

    public void Flush(Stream stream) => Checked(() => disk.Flush(((FailingStream)stream).Inner));

    public void Rename(string from, string to) => Checked(() => disk.Rename(from, to));

    public void Delete(string path) => Checked(() => disk.Delete(path));

    public Stream Lock(string path) => Checked(() => disk.Lock(path));

    private void Checked(Action action) => Checked(() =>
    {
        action();
        return true;
    });

    private T Checked<T>(Func<T> action)
    {
        Count();
        return action();
    }

    private void Count()
    {
        if (Calls++ == failing)
        {
            Failed = true;
            throw new IOException("No space left on device.");
        }
    }

    private sealed class FailingStream(FailingDisk owner, Stream inner) : Stream
    {
        public Stream Inner => inner;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer[..(buffer.Length / 2)]);
            owner.Count();
            inner.Write(buffer[(buffer.Length / 2)..]);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing) => inner.Dispose();
    }
}
