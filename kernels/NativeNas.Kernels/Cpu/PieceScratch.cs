using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Scratch of one piece: the top of a stack that belongs to the thread which runs it, so that pieces rent without a lock
/// and find it in their core's cache. It is no part of a device's memory: a few images' worth a thread, kept while the
/// thread lives.
/// </summary>
internal readonly unsafe ref struct PieceScratch
{
    private readonly Stack stack;
    private readonly int chunk;
    private readonly nint used;

    private PieceScratch(Stack stack, float* cells, int chunk, nint used)
    {
        (this.stack, this.chunk, this.used) = (stack, chunk, used);
        Cells = cells;
    }

    /// <summary>Of undefined content, aligned to 64 bytes.</summary>
    public float* Cells { get; }

    /// <summary>Dispose it in the same piece, the last rented first.</summary>
    public static PieceScratch Rent(int length) => (Stack.Own ??= new()).Rent(length);

    /// <summary>Frees what the calling thread holds, before it ends.</summary>
    public static void Free()
    {
        Stack.Own?.Free();
        Stack.Own = null;
    }

    public void Dispose() => stack.Return(chunk, used);

    /// <summary>Chunks of memory, filled one after the other.</summary>
    private sealed class Stack
    {
        private const nint LeastChunk = 1 << 20;

        private readonly List<(nint Start, nint Length)> chunks = [];
        private int current;
        private nint used;

        [field: ThreadStatic]
        public static Stack? Own { get; set; }

        public PieceScratch Rent(int length)
        {
            nint bytes = ((nint)length * sizeof(float) + 63) & ~63;
            (int chunk, nint from) = (current, used);

            while (chunk < chunks.Count && chunks[chunk].Length - from < bytes)
            {
                (chunk, from) = (chunk + 1, 0);
            }

            if (chunk == chunks.Count)
            {
                nint size = Math.Max(LeastChunk, bytes);
                chunks.Add(((nint)NativeMemory.AlignedAlloc((nuint)size, 64), size));
            }

            PieceScratch top = new(this, (float*)(chunks[chunk].Start + from), current, used);
            (current, used) = (chunk, from + bytes);
            return top;
        }

        public void Return(int chunk, nint before) => (current, used) = (chunk, before);

        public void Free() => chunks.ForEach(chunk => NativeMemory.AlignedFree((void*)chunk.Start));
    }
}
