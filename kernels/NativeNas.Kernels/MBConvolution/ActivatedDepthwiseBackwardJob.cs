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

    public CpuWork Work { get; init; }

    public MixFilters Filters { get; init; }

    public TFunction F { get; init; }

    public NormVectors? Norm { get; init; }

    public NormVectors? OutputNorm { get; init; }

    public NormSumVectors OutputSums { get; init; }

    public Surface X { get; init; }

    public Surface Y { get; init; }

    public Surface Dy { get; init; }

    public Surface Dnormal { get; init; }

    public float* W { get; init; }

    /// <summary>[images, packed weights]; null where dw is not wanted.</summary>
    public float* Shares { get; init; }

    /// <summary>[blocks, images].</summary>
    public AffineSums<Block>* Sums { get; init; }

    public void Run(int piece)
    {
        int image = piece / X.Blocks, block = piece % X.Blocks;
        Window window = Filters.Window(block);
        PhasedTaps readers = new(window, 0, 0, X.Height, X.Width);
        using CpuScratch gradients = Work.Rent(readers.Halo.BlockPitch), row = Work.Rent(Math.Max(X.BlockPitch, Y.BlockPitch));
        FillGradient(readers.Halo, image, block, row.Cells, gradients.Cells);
        Surface activated = X;

        if (Norm is { } norm)
        {
            norm.Activate(F, block, X.Height * X.Width, X.At(image, block, 0, 0), row.Cells, Dnormal.At(image, block, 0, 0));
            activated = Alone(X, row.Cells);
        }

        if (Shares is not null)
        {
            AddWeight(window, readers.Halo, activated, image, block, gradients.Cells);
        }

        AddInput(window, readers, image, block, gradients.Cells, row.Cells);
    }

    /// <summary>dy of the convolution itself, with zeros around it.</summary>
    private void FillGradient(Halo halo, int image, int block, float* plane, float* to)
    {
        if (OutputNorm is { } norm)
        {
            norm.Backward(OutputSums, block, Y.Height * Y.Width, Y.At(image, block, 0, 0), Dy.At(image, block, 0, 0), plane);
            halo.Fill(Alone(Y, plane), image, block, 1, to);
        }
        else
        {
            halo.Fill(Dy, image, block, 1, to);
        }
    }

    private void AddWeight(Window window, Halo outputs, Surface activated, int image, int block, float* gradients)
    {
        float* total = Shares + ((nint)image * Filters.Length) + Filters.Start(block);
        new Span<float>(total, window.Taps * 16).Clear();
        Halo band = PlaneFilter.Inputs(window, 0, Y.Height, Y.Width);
        using CpuScratch inputs = Work.Rent(band.BlockPitch);
        band.Fill(activated, image, block, 1, inputs.Cells);
        float* origin = gradients - ((nint)outputs.Top * outputs.RowPitch) - (outputs.Left * 16);
        PlaneFilter.BackwardWeight(window, band, inputs.Cells, Y.Height, Y.Width, origin, outputs.RowPitch, total);
    }

    private void AddInput(Window window, in PhasedTaps readers, int image, int block, float* gradients, float* plane)
    {
        PlaneFilter filter = new(window, W + Filters.Start(block));
        float* target = Dnormal.At(image, block, 0, 0);

        if (Norm is not { } norm)
        {
            filter.BackwardInput(readers, gradients, 0, X.Height, target, X.RowPitch, accumulate: false);
            return;
        }

        AffineSums<Block>* sums = Sums + (block * X.Images) + image;
        *sums = default;
        int rows = Math.Clamp(PixelsARun / X.Width, 1, X.Height);

        for (int top = 0; top < X.Height; top += rows)
        {
            int count = Math.Min(rows, X.Height - top);
            filter.BackwardInput(readers, gradients, top, count, plane, X.RowPitch, accumulate: false);
            norm.Descend(block, count * X.Width, X.At(image, block, top, 0), plane, default, target + ((nint)top * X.RowPitch), sums);
        }
    }

    /// <summary>One plane that lies by itself.</summary>
    private static Surface Alone(Surface like, float* plane) => like with { Cells = plane, ImagePitch = 0, BlockPitch = 0 };
}
