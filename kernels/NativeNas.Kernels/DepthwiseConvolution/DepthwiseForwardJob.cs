using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Rows of outputs of one block, read in place.</summary>
internal readonly unsafe struct DepthwiseForwardJob<TFilters>(TFilters filters, PlaneCut cut, Surface x, float* w, Surface y) : ICpuJob
    where TFilters : struct, IFilters
{
    public static void Run(CpuWork work, TFilters filters, Surface x, float* w, Surface y)
    {
        PlaneCut cut = new(y.Images, y.Blocks, y.Height, y.Width);
        work.Phase(cut.Pieces, new DepthwiseForwardJob<TFilters>(filters, cut, x, w, y));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        (int share, int block) = cut[piece];
        (int image, int last) = cut.Images(share);
        (int top, int end) = cut.Rows(share, y.Height);
        PlaneSweep sweep = new(filters.Window(block), w + filters.Start(block), backward: false);

        for (; image < last; image++)
        {
            sweep.Run(Plane.Of(x, image, block), top, end - top, y.Width, y.At(image, block, top, 0), y.RowPitch, accumulate: false);
        }
    }
}
