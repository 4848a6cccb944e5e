namespace NativeNas.Kernels.Devices.Memory;

/// <summary>A run of a device's memory and what is free of it.</summary>
internal sealed class Arena<TMemory>(TMemory memory, FreeSpace space) : IDisposable
    where TMemory : class, IDisposable
{
    public TMemory Memory => memory;

    public long Length => space.Length;

    public bool IsIdle => space.Used == 0;

    public long Longest => space.Longest;

    /// <summary>Over other memory with the same blocks taken, in which the next blocks lie as they will here.</summary>
    public Arena<TMemory> Copy(TMemory other) => new(other, space.Copy());

    /// <summary>The first byte of a new block; −1 where nothing free is long enough.</summary>
    public long Take(long bytes) => space.Take(bytes);

    public void Give(long start, long bytes) => space.Give(start, bytes);

    public void Dispose() => memory.Dispose();
}

/// <summary>A block of an arena by its first byte.</summary>
internal readonly record struct PoolBlock<TMemory>(Arena<TMemory> Arena, long Start)
    where TMemory : class, IDisposable;
