using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// A row of outputs of a run of blocks, cut evenly into tiles (49 = 13 + 12 + 12 + 12), each tile's blocks into twos and
/// threes. Blocks lie inside, so that a tile's inputs are read from memory once.
/// </summary>
/// <param name="w">Weights of the first block; <paramref name="wPitch"/> floats on, the next one's.</param>
/// <param name="first">First of the segments that every output sums.</param>
internal readonly unsafe struct TileRow<TOperand>(TOperand operand, float* w, nint wPitch, int blocks, Segment* first, Segment* end)
    where TOperand : struct, IOperand
{
    public TileRow(float* w, Segment* first, Segment* end)
        : this(default, w, 0, 1, first, end)
    {
    }

    /// <param name="x">Input of the first output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int outputs, float* x, in Target to)
    {
        TileShape shape = new(blocks);
        int tiles = (outputs + shape.Rows - 1) / shape.Rows;

        for (int i = 0, from = 0; i < tiles; i++)
        {
            int next = outputs * (i + 1) / tiles;

            for (int group = 0; group < shape.Groups; group++)
            {
                (int block, int last) = shape.Group(group);
                new TileCall<TOperand>(new(operand, w + (block * wPitch), wPitch, first, end), x + (from * TOperand.Pitch), to.Offset(from, block)).Run(next - from, last - block);
            }

            from = next;
        }
    }

    /// <param name="start">What every sum of the one block is added to (a bias); null for nothing.</param>
    /// <param name="pitch">Floats from an output to its neighbour.</param>
    /// <param name="accumulate">Whether sums are added to what y holds instead.</param>
    public void Run(int outputs, float* x, float* start, float* y, int pitch, bool accumulate) =>
        Run(outputs, x, accumulate ? new Target(y, pitch, 0).Accumulated : new(y, pitch, 0) { Start = start });
}
