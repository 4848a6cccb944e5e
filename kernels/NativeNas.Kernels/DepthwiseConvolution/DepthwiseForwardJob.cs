using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>One plane of one block, a few rows of outputs at a time.</summary>
internal readonly unsafe struct DepthwiseForwardJob<TFilters>(CpuWork work, TFilters filters, Surface x, float* w, Surface y) : ICpuJob
    where TFilters : struct, IFilters
{
    /// <summary>Output rows for each input row that two neighbouring bands both copy.</summary>
    private const int RowsAnOverlap = 4;
    private const int FewestRows = 8;

    public void Run(int piece)
    {
        int image = piece / y.Blocks, block = piece % y.Blocks;
        Window window = filters.Window(block);
        int rows = Math.Min(y.Height, Math.Max(FewestRows, RowsAnOverlap * window.SpanHeight / window.StrideHeight));
        Halo halo = new(0, -window.Left, ((rows - 1) * window.StrideHeight) + window.SpanHeight, ((y.Width - 1) * window.StrideWidth) + window.SpanWidth, window.StrideWidth);
        using CpuScratch scratch = work.Rent(halo.BlockPitch);
        Segment* taps = stackalloc Segment[window.Taps];
        int count = FilterTaps.Forward(taps, window, halo);
        TileRow<LaneByLane> tiles = new(w + filters.Start(block), taps, taps + count);

        for (int top = 0; top < y.Height; top += rows)
        {
            int height = Math.Min(rows, y.Height - top);
            Halo band = halo with { Top = (top * window.StrideHeight) - window.Top, Rows = ((height - 1) * window.StrideHeight) + window.SpanHeight };
            band.Fill(x, image, block, 1, scratch.Cells);

            for (int row = 0; row < height; row++)
            {
                tiles.Run(y.Width, scratch.Cells + (row * window.StrideHeight * band.RowPitch), null, y.At(image, block, top + row, 0), 16, accumulate: false);
            }
        }
    }
}
