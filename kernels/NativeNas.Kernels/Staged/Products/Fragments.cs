using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// Which cells of a tile a thread brings to the matrix multiplications of its warp, m16n8k8 (two a stage) or m16n8k16: a
/// warp has 32 rows and 16 columns, of a tile of two halves 16 of each half. The sixteen terms of a stage are dealt out
/// so that a thread has terms t, t + 4, t + 8 and t + 12 of its t = thread mod 4: a sum may take them in any order.
/// </summary>
/// <typeparam name="TKernel">The product.</typeparam>
public static class Fragments<TKernel>
    where TKernel : struct, ITileProduct
{
    /// <summary>Runs of eight columns a warp: 2, or 4 where its threads are few for the tile.</summary>
    public static int Runs => TKernel.Rows * TKernel.Columns / TKernel.Threads / 8;

    /// <summary>Floats from a row of sums to the next.</summary>
    public static int SumPitch => TKernel.Columns + 8;

    /// <summary>Floats that a tile takes, first as operands, then as sums.</summary>
    public static int Shared => TKernel.Shared > TKernel.Rows * SumPitch ? TKernel.Shared : TKernel.Rows * SumPitch;

    private static int Down => TKernel.Rows / 32;

    /// <summary>The thread's cell of the first row and term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Left(int thread) => ((thread & 3) * TKernel.RowPitch) + (Band(thread) * 32) + Place(thread);

    /// <summary>From there to the cell in sixteen rows m, its lower eight where h is 1, at term t + 4j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeftOffset(int m, int h, int j) => TKernel.RowOffset(j, (4 * m) + (2 * h));

    /// <summary>The thread's cell of the first column and term.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Right(int thread) => TKernel.FirstColumn + ((thread & 3) * TKernel.ColumnPitch) + (Strip(thread) * 16) + Place(thread);

    /// <summary>From there to the cell in eight columns n at term t + 4j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int RightOffset(int n, int j) => (4 * j * TKernel.ColumnPitch) + Run(n);

    /// <summary>The first of the thread's sums, two of which lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Sum(int thread) => (((Band(thread) * 32) + Place(thread)) * SumPitch) + (Strip(thread) * 16) + ((thread & 3) * 2);

    /// <summary>From there to the two of sixteen rows m, their lower eight where h is 1, and eight columns n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SumOffset(int m, int h, int n) => (((16 * m) + (8 * h)) * SumPitch) + Run(n);

    private static int Run(int n) => ((n & 1) * 8) + ((n >> 1) * (TKernel.Columns / 2));

    private static int Place(int thread) => (thread & 31) >> 2;

    private static int Band(int thread) => (int)((uint)(thread >> 5) % (uint)Down);

    private static int Strip(int thread) => (int)((uint)(thread >> 5) / (uint)Down);
}
