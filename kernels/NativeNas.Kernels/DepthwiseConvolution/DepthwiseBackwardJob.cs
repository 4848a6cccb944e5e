using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dx and dw of one plane of one block, from one read of dy: a share of dw for each image.</summary>
internal readonly unsafe struct DepthwiseBackwardJob<TFilters>(CpuWork work, TFilters filters, Surface x, float* w, Surface dy, float* dx, bool accumulate, float* shares) : ICpuJob
    where TFilters : struct, IFilters
{
    private const int RowsATime = 8;

    /// <param name="dx">Null where it is not wanted; so with dw.</param>
    public static void Run(CpuWork work, TFilters filters, Surface x, float* w, Surface dy, float* dx, bool accumulate, float* dw)
    {
        using CpuScratch shares = work.Rent(dw is null ? 16 : x.Images * filters.Length);
        work.Phase(x.Images * x.Blocks, new DepthwiseBackwardJob<TFilters>(work, filters, x, w, dy, dx, accumulate, dw is null ? null : shares.Cells));

        if (dw is not null)
        {
            work.Phase(x.Blocks, new ShareTotalJob<TFilters>(filters, x.Images, shares.Cells, dw));
        }
    }

    public void Run(int piece)
    {
        int image = piece / x.Blocks, block = piece % x.Blocks;
        Window window = filters.Window(block);

        if (dx is not null)
        {
            AddInput(window, image, block);
        }

        if (shares is not null)
        {
            AddWeight(window, image, block);
        }
    }

    private void AddInput(Window window, int image, int block)
    {
        float* target = dx + ((((nint)image * x.Blocks) + block) * x.Height * x.RowPitch);
        new PlaneSweep(window, w + filters.Start(block), backward: true).Run(Plane.Of(dy, image, block), 0, x.Height, x.Width, target, x.RowPitch, accumulate);
    }

    private void AddWeight(Window window, int image, int block)
    {
        float* total = shares + ((nint)image * filters.Length) + filters.Start(block);
        new Span<float>(total, window.Taps * 16).Clear();
        int rows = Math.Min(RowsATime, dy.Height);
        using CpuScratch scratch = work.Rent(PlaneFilter.Inputs(window, 0, rows, dy.Width).BlockPitch);

        for (int top = 0; top < dy.Height; top += rows)
        {
            int count = Math.Min(rows, dy.Height - top);
            Halo band = PlaneFilter.Inputs(window, top, count, dy.Width);
            band.Fill(x, image, block, 1, scratch.Cells);
            PlaneFilter.BackwardWeight(window, band, scratch.Cells, count, dy.Width, dy.At(image, block, top, 0), dy.RowPitch, total);
        }
    }
}
