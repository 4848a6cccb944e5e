using System.Runtime.InteropServices;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Chunks of memory, filled one after the other, for the pieces that one thread of a team runs. Pieces rent from the
/// stack that their thread has entered, so without a lock, and find it in their core's cache.
/// </summary>
internal sealed unsafe class ScratchStack : IDisposable
{
    private const nint LeastChunk = 1 << 20;

    [ThreadStatic]
    private static ScratchStack? entered;

    private readonly List<(nint Start, nint Length)> chunks = [];
    private int current;
    private nint used;
    private long bytes;

    /// <summary>The calling thread's.</summary>
    public static ScratchStack Entered => entered ?? throw new InvalidOperationException("Scratch of a piece was rented outside a team.");

    /// <summary>Bytes of its chunks, which it keeps.</summary>
    public long Bytes => Volatile.Read(ref bytes);

    /// <summary>Makes it the calling thread's until another is entered; returns the one before.</summary>
    public static ScratchStack? Enter(ScratchStack? stack)
    {
        ScratchStack? before = entered;
        entered = stack;
        return before;
    }

    public PieceScratch Rent(int length)
    {
        nint wanted = ((nint)length * sizeof(float) + 63) & ~63;
        (int chunk, nint from) = (current, used);

        while (chunk < chunks.Count && chunks[chunk].Length - from < wanted)
        {
            (chunk, from) = (chunk + 1, 0);
        }

        if (chunk == chunks.Count)
        {
            nint size = Math.Max(LeastChunk, wanted);
            chunks.Add((Reserve(size), size));
            Volatile.Write(ref bytes, bytes + size);
        }

        PieceScratch top = new(this, (float*)(chunks[chunk].Start + from), current, used);
        (current, used) = (chunk, from + wanted);
        return top;
    }

    public void Return(int chunk, nint before) => (current, used) = (chunk, before);

    /// <summary>After the last piece.</summary>
    public void Dispose()
    {
        chunks.ForEach(chunk => NativeMemory.AlignedFree((void*)chunk.Start));
        chunks.Clear();
        (current, used, bytes) = (0, 0, 0);
    }

    private static nint Reserve(nint size)
    {
        try
        {
            return (nint)NativeMemory.AlignedAlloc((nuint)size, 64);
        }
        catch (OutOfMemoryException)
        {
            throw new DeviceMemoryException($"No memory for {ByteCount.Text(size)} that a thread computes in. Use fewer threads or smaller images.");
        }
    }
}
