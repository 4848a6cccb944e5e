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
        Halo halo = PlaneFilter.Inputs(window, 0, rows, y.Width);
        using CpuScratch scratch = work.Rent(halo.BlockPitch);
        PlaneFilter filter = new(window, w + filters.Start(block));

        for (int top = 0; top < y.Height; top += rows)
        {
            int height = Math.Min(rows, y.Height - top);
            Halo band = PlaneFilter.Inputs(window, top, height, y.Width);
            band.Fill(x, image, block, 1, scratch.Cells);
            filter.Forward(band, scratch.Cells, height, y.Width, y.At(image, block, top, 0), y.RowPitch);
        }
    }
}
