using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ActivatedDepthwiseForward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        int planes = g.Images * g.Blocks;
        using CpuScratch parts = work.Rent(planes * PixelMoments.Floats);
        Moments<Block>* moments = statistics is null ? null : (Moments<Block>*)parts.Cells;
        Surface from = Surface.Blocked(work.Cells(x), g.Images, g.Channels, g.Height, g.Width);
        Surface to = Surface.Blocked(work.Cells(y), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        NormVectors? vectors = norm is { } n ? NormVectors.Of(work, n) : null;
        work.Phase(planes, new ActivatedDepthwiseForwardJob<TFunction>(work, new(plan), f, vectors, from, work.Cells(w), to, moments));
        statistics?.Combine(work, g.Blocks, g.Images, moments);
    }
}

/// <summary>One plane of one block, bands of rows that a second-level cache holds.</summary>
internal readonly unsafe struct ActivatedDepthwiseForwardJob<TFunction>(
    CpuWork work, MixFilters filters, TFunction f, NormVectors? norm, Surface x, float* w, Surface y, Moments<Block>* moments) : ICpuJob
    where TFunction : struct, IUnary
{
    private const int PixelsABand = 4096;
    private const int FewestRows = 16;
    private const int PixelsARun = 256;

    public void Run(int piece)
    {
        int image = piece / x.Blocks, block = piece % x.Blocks;
        Window window = filters.Window(block);
        int rows = Math.Min(y.Height, Math.Max(FewestRows, PixelsABand / (y.Width * window.StrideHeight * window.StrideWidth)));
        int run = Math.Clamp(PixelsARun / y.Width, 1, rows);
        Halo halo = PlaneFilter.Inputs(window, 0, rows, y.Width);
        using CpuScratch scratch = work.Rent(halo.BlockPitch), activated = work.Rent(Math.Min(halo.Rows, x.Height) * x.RowPitch);
        PlaneFilter filter = new(window, w + filters.Start(block));

        for (int top = 0; top < y.Height; top += rows)
        {
            int height = Math.Min(rows, y.Height - top);
            Halo band = PlaneFilter.Inputs(window, top, height, y.Width);
            Fill(band, image, block, activated.Cells, scratch.Cells);

            for (int row = 0; row < height; row += run)
            {
                int count = Math.Min(run, height - row);
                float* target = y.At(image, block, top + row, 0);
                filter.Forward(band, scratch.Cells + (row * window.StrideHeight * band.RowPitch), count, y.Width, target, y.RowPitch);

                if (moments is not null)
                {
                    PixelMoments.Add(count * y.Width, target, moments + (block * x.Images) + image, top + row == 0);
                }
            }
        }
    }

    private void Fill(Halo band, int image, int block, float* activated, float* to)
    {
        int first = Math.Max(0, band.Top), last = Math.Min(x.Height, band.Top + band.Rows);

        if (norm is { } vectors)
        {
            _ = vectors.Activate(f, block, (last - first) * x.Width, x.At(image, block, first, 0), activated);
            band.Fill(x with { Cells = activated - ((nint)first * x.RowPitch), ImagePitch = 0, BlockPitch = 0 }, image, block, 1, to);
        }
        else
        {
            band.Fill(x, image, block, 1, to);
        }
    }
}
