using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>A band of one block: its hidden channels expanded into a cache, filtered there, and a written, with its sum.</summary>
internal readonly unsafe struct ExpandAndFilterJob<TFunction> : ICpuJob
    where TFunction : struct, IUnary
{
    public CpuWork Work { get; init; }

    public MixFilters Filters { get; init; }

    public TFunction F { get; init; }

    public FilterBands Bands { get; init; }

    public NormedProductVectors? Expand { get; init; }

    public NormVectors Norm { get; init; }

    public Surface X { get; init; }

    public float* W { get; init; }

    public Surface A { get; init; }

    /// <summary>[images, blocks, bands].</summary>
    public Block* Sums { get; init; }

    public void Run(int piece)
    {
        int plane = piece / Bands.Count, image = plane / A.Blocks, block = plane % A.Blocks;
        int top = Bands.Top(piece % Bands.Count), rows = Bands.Top((piece % Bands.Count) + 1) - top;
        Window window = Filters.Window(block);
        Halo halo = PlaneFilter.Inputs(window, top, rows, A.Width);
        using CpuScratch scratch = Work.Rent(halo.BlockPitch);
        Fill(halo, image, block, scratch.Cells);
        float* target = A.At(image, block, top, 0);
        new PlaneFilter(window, W + Filters.Start(block)).Forward(halo, scratch.Cells, rows, A.Width, target, A.RowPitch);
        Sums[piece] = Norm.Activate(F, block, rows * A.Width, target, target);
    }

    private void Fill(Halo halo, int image, int block, float* to)
    {
        if (Expand is not { } expand)
        {
            halo.Fill(X, image, block, 1, to);
            return;
        }

        int first = Math.Max(0, halo.Top), pixels = (Math.Min(X.Height, halo.Top + halo.Rows) - first) * X.Width;
        using CpuScratch hidden = Work.Rent(pixels * 16);
        new PixelProducts(expand.Block(block), expand.Inputs, 1, X.BlockPitch, pixels * 16).Run(pixels, X.At(image, 0, first, 0), hidden.Cells, accumulate: false);
        _ = expand.Norm.Activate(F, block, pixels, hidden.Cells, hidden.Cells);
        halo.Fill(X with { Cells = hidden.Cells - ((nint)first * X.RowPitch), ImagePitch = 0, BlockPitch = 0 }, 0, 0, 1, to);
    }
}
