using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>One plane of one block: dy, x and f(norm(x)) pass through a cache once, for dw and dnormal both.</summary>
internal readonly unsafe struct ActivatedDepthwiseBackwardJob<TFunction> : ICpuJob
    where TFunction : struct, IUnary
{
    private const int PixelsARun = 256;

    public MixFilters Filters { get; init; }

    public TFunction F { get; init; }

    public NormVectors? Norm { get; init; }

    public NormVectors? OutputNorm { get; init; }

    public NormSumVectors OutputSums { get; init; }

    public Surface X { get; init; }

    public Surface Y { get; init; }

    public Surface Dy { get; init; }

    /// <summary>Of nothing where it is not wanted.</summary>
    public Surface Dnormal { get; init; }

    public bool Accumulate { get; init; }

    public float* W { get; init; }

    /// <summary>[images, packed weights]; null where dw is not wanted.</summary>
    public float* Shares { get; init; }

    /// <summary>[blocks, images].</summary>
    public AffineSums<Block>* Sums { get; init; }

    public void Run(int piece)
    {
        int image = piece / X.Blocks, block = piece % X.Blocks;
        Window window = Filters.Window(block);
        using PieceScratch gradients = PieceScratch.Rent(Y.BlockPitch), activated = PieceScratch.Rent(X.BlockPitch);
        float* dy = Gradient(image, block, gradients.Cells);
        Plane read = Plane.Of(X, image, block);

        if (Norm is { } norm)
        {
            norm.Activate(F, block, X.Height * X.Width, X.At(image, block, 0, 0), activated.Cells, Dnormal.At(image, block, 0, 0));
            read = Whole(X, activated.Cells);
        }

        if (Shares is not null)
        {
            float* total = Shares + ((nint)image * Filters.Length) + Filters.Start(block);
            new Span<float>(total, window.Taps * 16).Clear();
            new WeightSweep(window).Run(read, 0, Y.Height, Y.Width, dy, Y.RowPitch, total);
        }

        if (Dnormal.Cells is not null)
        {
            AddInput(window, Whole(Y, dy), image, block, activated.Cells);
        }
    }

    /// <summary>dy of the convolution itself.</summary>
    private float* Gradient(int image, int block, float* plane)
    {
        float* dy = Dy.At(image, block, 0, 0);

        if (OutputNorm is { } norm)
        {
            norm.Backward(OutputSums, block, Y.Height * Y.Width, Y.At(image, block, 0, 0), dy, plane);
            dy = plane;
        }

        return dy;
    }

    private void AddInput(Window window, in Plane dy, int image, int block, float* run)
    {
        PlaneSweep sweep = new(window, W + Filters.Start(block), backward: true);
        float* target = Dnormal.At(image, block, 0, 0);

        if (Norm is not { } norm)
        {
            sweep.Run(dy, 0, X.Height, X.Width, target, X.RowPitch, Accumulate);
            return;
        }

        AffineSums<Block>* sums = Sums + (block * X.Images) + image;
        *sums = default;
        int rows = Math.Clamp(PixelsARun / X.Width, 1, X.Height);

        for (int top = 0; top < X.Height; top += rows)
        {
            int count = Math.Min(rows, X.Height - top);
            sweep.Run(dy, top, count, X.Width, run, X.RowPitch, accumulate: false);
            norm.Descend(block, count * X.Width, X.At(image, block, top, 0), run, default, target + ((nint)top * X.RowPitch), sums);
        }
    }

    private static Plane Whole(Surface like, float* cells) => new(cells, 0, 0, like.Height, like.Width, like.RowPitch);
}
