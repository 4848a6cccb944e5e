namespace NativeNas.Kernels.Cpu;

/// <summary>
/// Scratch of one piece, the top of its thread's stack. It is no buffer of the device, which counts it apart: a few
/// images' worth a thread, kept while the device lives.
/// </summary>
internal readonly unsafe ref struct PieceScratch
{
    private readonly ScratchStack stack;
    private readonly int chunk;
    private readonly nint used;

    internal PieceScratch(ScratchStack stack, float* cells, int chunk, nint used)
    {
        (this.stack, this.chunk, this.used) = (stack, chunk, used);
        Cells = cells;
    }

    /// <summary>Of undefined content, aligned to 64 bytes.</summary>
    public float* Cells { get; }

    /// <summary>Dispose it in the same piece, the last rented first.</summary>
    public static PieceScratch Rent(int length) => ScratchStack.Entered.Rent(length);

    public void Dispose() => stack.Return(chunk, used);
}
