using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Rows of dx of one block, and its share of dw, while their dy is in the cache.</summary>
internal readonly unsafe struct DepthwiseBackwardJob<TFilters>(TFilters filters, PlaneCut cut, Surface x, float* w, Surface dy, Surface dx, bool accumulate, float* shares) : ICpuJob
    where TFilters : struct, IFilters
{
    /// <param name="dx">Null where it is not wanted; so with dw.</param>
    public static void Run(CpuWork work, TFilters filters, Surface x, float* w, Surface dy, float* dx, bool accumulate, float* dw)
    {
        PlaneCut cut = new(x.Images, x.Blocks, dy.Height, Math.Max(x.Width, dy.Width));
        using CpuScratch shares = work.Rent(dw is null ? 16 : cut.Shares * filters.Length);
        work.Phase(cut.Pieces, new DepthwiseBackwardJob<TFilters>(filters, cut, x, w, dy, x with { Cells = dx }, accumulate, dw is null ? null : shares.Cells));

        if (dw is not null)
        {
            work.Phase(x.Blocks, new ShareTotalJob<TFilters>(filters, cut.Shares, shares.Cells, dw));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        (int share, int block) = cut[piece];
        (int first, int last) = cut.Images(share);
        Window window = filters.Window(block);
        float* total = shares + ((nint)share * filters.Length) + filters.Start(block);

        if (shares is not null)
        {
            new Span<float>(total, window.Taps * 16).Clear();
        }

        for (int image = first; image < last; image++)
        {
            if (shares is not null)
            {
                (int top, int end) = cut.Rows(share, dy.Height);
                new WeightSweep(window).Run(Plane.Of(x, image, block), top, end - top, dy.Width, dy.At(image, block, top, 0), dy.RowPitch, total);
            }

            if (dx.Cells is not null)
            {
                (int top, int end) = cut.Rows(share, dx.Height);
                new PlaneSweep(window, w + filters.Start(block), backward: true).Run(
                    Plane.Of(dy, image, block), top, end - top, dx.Width, dx.At(image, block, top, 0), dx.RowPitch, accumulate);
            }
        }
    }
}
