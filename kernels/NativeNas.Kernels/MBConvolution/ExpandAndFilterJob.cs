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
        (int first, int last) = FilterBands.Reads(window, X.Height, top, rows);
        using CpuScratch hidden = Work.Rent(Expand is null ? 16 : (last - first) * X.RowPitch);
        float* target = A.At(image, block, top, 0);
        new PlaneSweep(window, W + Filters.Start(block), backward: false).Run(
            Read(image, block, first, last, hidden.Cells), top, rows, A.Width, target, A.RowPitch, accumulate: false);
        Sums[piece] = Norm.Activate(F, block, rows * A.Width, target, target);
    }

    private Plane Read(int image, int block, int first, int last, float* hidden)
    {
        if (Expand is not { } expand)
        {
            return Plane.Of(X, image, block);
        }

        int pixels = (last - first) * X.Width;
        new PixelProducts(expand.Block(block), expand.Inputs, 1, X.BlockPitch, pixels * 16).Run(pixels, X.At(image, 0, first, 0), hidden, accumulate: false);
        _ = expand.Norm.Activate(F, block, pixels, hidden, hidden);
        return new(hidden, first, 0, last - first, X.Width, X.RowPitch);
    }
}
