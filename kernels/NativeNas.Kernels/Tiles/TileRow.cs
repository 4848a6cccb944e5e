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
    /// <summary>Tiles that ask for one block's weights: each, for a line of every four terms.</summary>
    private const int AskingTiles = 4;

    /// <summary>Weights laid out as <c>w</c>, of as many terms, that the tiles of a single group ask for if their operand asks.</summary>
    public float* Next { get; init; }

    /// <param name="x">Input of the first output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int outputs, float* x, in Target to)
    {
        TileShape shape = new(blocks);
        nint pitch = TOperand.Pitch == 0 ? operand.RowPitch : TOperand.Pitch;

        for (int group = 0; group < shape.Groups; group++)
        {
            (int block, int last) = shape.Group(group);
            int rows = TileShape.Rows(last - block), tiles = (outputs + rows - 1) / rows;
            (int size, int larger) = tiles == 0 ? (0, 0) : Math.DivRem(outputs, tiles);

            for (int tile = 0, run; tile < tiles; tile += run)
            {
                int at = (tile * size) + Math.Min(tile, larger);
                run = Math.Min((tile < larger ? larger : tiles) - tile, TOperand.Asks ? AskingTiles - (tile % AskingTiles) : tiles);
                new Tile<TOperand>(operand, w + (block * wPitch), wPitch, first, end, ahead: group == 0, TOperand.Asks ? Asked(tile) : null)
                    .Run(tile < larger ? size + 1 : size, last - block, run, x + (at * pitch), to.Offset(at, block));
            }
        }
    }

    /// <summary>Tiles that are left over ask once more for the last block's.</summary>
    private float* Asked(int tile) =>
        Next + (Math.Min(tile / AskingTiles, blocks - 1) * wPitch) + (tile % AskingTiles * (first->Count / AskingTiles) * 16);
}
