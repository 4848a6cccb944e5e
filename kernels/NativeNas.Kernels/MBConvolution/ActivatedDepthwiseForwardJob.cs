using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>One plane of one block, bands of rows that a second-level cache holds.</summary>
internal readonly unsafe struct ActivatedDepthwiseForwardJob<TFunction>(
    MixFilters filters, FilterBands bands, TFunction f, NormVectors? norm, Surface x, float* w, Surface y, Moments<Block>* moments) : ICpuJob
    where TFunction : struct, IUnary
{
    private const int PixelsARun = 256;

    public void Run(int piece)
    {
        int image = piece / x.Blocks, block = piece % x.Blocks, run = Math.Clamp(PixelsARun / y.Width, 1, y.Height);
        PlaneSweep sweep = new(filters.Window(block), w + filters.Start(block), backward: false);
        using PieceScratch activated = PieceScratch.Rent(norm is null ? 16 : x.BlockPitch);

        for (int band = 0; band < bands.Count; band++)
        {
            int end = bands.Top(band + 1);
            Plane read = Read(image, block, bands.Top(band), end, activated.Cells);

            for (int row = bands.Top(band); row < end; row += run)
            {
                int count = Math.Min(run, end - row);
                float* target = y.At(image, block, row, 0);
                sweep.Run(read, row, count, y.Width, target, y.RowPitch, accumulate: false);

                if (moments is not null)
                {
                    PixelMoments.Add(count * y.Width, target, moments + (block * x.Images) + image, row == 0);
                }
            }
        }
    }

    private Plane Read(int image, int block, int top, int end, float* activated)
    {
        if (norm is not { } vectors)
        {
            return Plane.Of(x, image, block);
        }

        (int first, int last) = FilterBands.Reads(filters.Window(block), x.Height, top, end - top);
        _ = vectors.Activate(f, block, (last - first) * x.Width, x.At(image, block, first, 0), activated);
        return new(activated, first, 0, last - first, x.Width, x.RowPitch);
    }
}
