using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// A row of outputs of a run of blocks, cut evenly into tiles (49 = 13 + 12 + 12 + 12), its blocks into twos and
/// threes. Tiles lie inside, so that the weights of a few blocks stay in the cache.
/// </summary>
/// <param name="w">Weights of the first block; <paramref name="wPitch"/> floats on, the next one's.</param>
/// <param name="first">First of the segments that every output sums.</param>
internal readonly unsafe struct TileRow<TOperand>(TOperand operand, float* w, nint wPitch, int blocks, Segment* first, Segment* end)
    where TOperand : struct, IOperand
{
    /// <param name="x">Input of the first output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int outputs, float* x, in Target to)
    {
        TileShape shape = new(blocks);

        for (int group = 0; group < shape.Groups; group++)
        {
            (int block, int last) = shape.Group(group);
            int rows = TileShape.Rows(last - block), tiles = (outputs + rows - 1) / rows;
            (int size, int larger) = tiles == 0 ? (0, 0) : Math.DivRem(outputs, tiles);
            int rest = larger * (size + 1);
            Tile<TOperand> tile = new(operand, w + (block * wPitch), wPitch, first, end, ahead: group == 0);
            tile.Run(size + 1, last - block, larger, x, to.Offset(0, block));
            tile.Run(size, last - block, tiles - larger, x + (rest * (TOperand.Pitch == 0 ? operand.RowPitch : TOperand.Pitch)), to.Offset(rest, block));
        }
    }
}
