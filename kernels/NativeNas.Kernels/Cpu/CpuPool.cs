using System.Numerics;
using System.Runtime.InteropServices;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Keeps returned memory for the next request of its size class (eighths of a power of two), so that pages are
/// touched by the system once.
/// </summary>
internal sealed unsafe class CpuPool(string device) : IDisposable
{
    private const int HugePage = 2 << 20;

    private readonly Dictionary<long, Stack<nint>> free = [];
    private readonly Lock gate = new();
    private long inUse, peak;
    private bool disposed;

    public long BytesInUse => Volatile.Read(ref inUse);

    public long PeakBytes => Volatile.Read(ref peak);

    /// <exception cref="DeviceMemoryException">The system refuses the memory.</exception>
    public float* Rent(int length)
    {
        long bytes = Class(length);

        lock (gate)
        {
            inUse += bytes;
            peak = Math.Max(peak, inUse);

            if (free.TryGetValue(bytes, out Stack<nint>? blocks) && blocks.TryPop(out nint block))
            {
                return (float*)block;
            }
        }

        if (!TryAllocate(bytes, out float* cells))
        {
            Free();

            if (!TryAllocate(bytes, out cells))
            {
                lock (gate)
                {
                    inUse -= bytes;
                }

                throw new DeviceMemoryException(
                    $"{device}: no memory for a buffer of {bytes >> 20} MB; {BytesInUse >> 20} MB are in use. Use a smaller batch, fewer channels or fewer cells.");
            }
        }

        return cells;
    }

    public void Return(float* cells, int length)
    {
        long bytes = Class(length);

        lock (gate)
        {
            inUse -= bytes;

            if (disposed)
            {
                NativeMemory.AlignedFree(cells);
                return;
            }

            if (!free.TryGetValue(bytes, out Stack<nint>? blocks))
            {
                free[bytes] = blocks = new();
            }

            blocks.Push((nint)cells);
        }
    }

    /// <summary>Buffers that are still out are freed as they return.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            Free();
        }
    }

    private void Free()
    {
        lock (gate)
        {
            foreach (nint block in free.Values.SelectMany(blocks => blocks))
            {
                NativeMemory.AlignedFree((void*)block);
            }

            free.Clear();
        }
    }

    private static bool TryAllocate(long bytes, out float* cells)
    {
        try
        {
            cells = (float*)NativeMemory.AlignedAlloc((nuint)bytes, bytes >= HugePage ? HugePage : 64u);
            return true;
        }
        catch (OutOfMemoryException)
        {
            cells = null;
            return false;
        }
    }

    private static long Class(int length)
    {
        long bytes = Math.Max(256, 4L * length);
        long step = Math.Max(64, (1L << BitOperations.Log2((ulong)bytes)) / 8);
        return (bytes + step - 1) / step * step;
    }
}
