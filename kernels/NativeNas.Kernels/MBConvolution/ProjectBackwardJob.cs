using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// A share of the images, one at a time: with a = f(norm(x)) and m = Σ dy·a over its pixels, dw is Σ gate·m and the
/// gate's gradient Σ w·m, so that nothing gated is ever formed; f′ waits in dnormal until dL/da is there.
/// </summary>
internal readonly unsafe struct ProjectBackwardJob<TFunction> : ICpuJob
    where TFunction : struct, IUnary
{
    public ConvolutionGeometry Geometry { get; init; }

    public TFunction F { get; init; }

    public int Shares { get; init; }

    public NormVectors Norm { get; init; }

    public NormVectors OutputNorm { get; init; }

    public NormSumVectors OutputSums { get; init; }

    public ExcitationVectors? Gates { get; init; }

    public ExcitationBackwardVectors GatesBackward { get; init; }

    public float* X { get; init; }

    public float* W { get; init; }

    public float* Transposed { get; init; }

    public float* Y { get; init; }

    public float* Dy { get; init; }

    public float* Dnormal { get; init; }

    /// <summary>[shares, output blocks, input blocks, 16, 16]; null where dw is not wanted.</summary>
    public float* Totals { get; init; }

    /// <summary>[blocks, images].</summary>
    public AffineSums<Block>* Sums { get; init; }

    private int Area => Geometry.Height * Geometry.Width;

    private int Products => Geometry.OutBlocks * Geometry.Blocks * 256;

    public void Run(int share)
    {
        float* total = Totals is null ? null : Totals + ((nint)share * Products);
        int first = Geometry.Images * share / Shares, last = Geometry.Images * (share + 1) / Shares;
        using PieceScratch dy = PieceScratch.Rent(Geometry.OutBlocks * Area * 16), run = PieceScratch.Rent(Geometry.Blocks * PixelRuns.Longest(Area) * 16);

        for (int image = first; image < last; image++)
        {
            Gradient(image, dy.Cells);

            if (Gates is { } gates)
            {
                ThroughGates(gates, image, dy.Cells, run.Cells, total, image == first);
            }
            else
            {
                Multiply(image, dy.Cells, run.Cells, total, image == first);
                Descend(image, dy.Cells, run.Cells, Transposed, null);
            }
        }
    }

    /// <summary>dL/dy of the product itself.</summary>
    private void Gradient(int image, float* dy)
    {
        for (int block = 0; block < Geometry.OutBlocks; block++)
        {
            nint at = (((nint)image * Geometry.OutBlocks) + block) * Area * 16;
            OutputNorm.Backward(OutputSums, block, Area, Y + at, Dy + at, dy + ((nint)block * Area * 16));
        }
    }

    private void ThroughGates(ExcitationVectors gates, int image, float* dy, float* run, float* total, bool fresh)
    {
        using PieceScratch products = PieceScratch.Rent(Products), scaled = PieceScratch.Rent(Geometry.PackedTransposedLength), dgate = PieceScratch.Rent(Geometry.Blocks * 16);
        Multiply(image, dy, run, products.Cells, fresh: true);

        if (fresh && total is not null)
        {
            new Span<float>(total, Products).Clear();
        }

        new Span<float>(dgate.Cells, Geometry.Blocks * 16).Clear();
        GatedWeights.Gradients(Geometry.Channels, Geometry.OutBlocks, W, (float*)gates.Gate(image), products.Cells, total, dgate.Cells);
        gates.Backward(GatesBackward, image, (Block*)dgate.Cells);
        GatedWeights.Lanes(Geometry.Blocks, Geometry.OutChannels, Transposed, gates.Gate(image), scaled.Cells);
        Descend(image, dy, run, scaled.Cells, (Block*)dgate.Cells);
    }

    /// <summary>f′ into dnormal and a run by run; m of them, or the share's total of it, where that is wanted.</summary>
    private void Multiply(int image, float* dy, float* a, float* total, bool fresh)
    {
        PixelRun whole = new(image, 0, Area);

        for (int i = 0; i < PixelRuns.Runs(whole); i++)
        {
            PixelRun run = PixelRuns.Run(whole, i);
            int pitch = run.Pixels * 16;

            for (int block = 0; block < Geometry.Blocks; block++)
            {
                nint at = At(run, block);
                Norm.Activate(F, block, run.Pixels, X + at, a + (block * pitch), Dnormal + at);
            }

            if (total is not null)
            {
                new PixelOuterProducts(Geometry.Channels, Geometry.OutBlocks, pitch, Area * 16).Run(run.Pixels, a, dy + (run.First * 16), total, fresh && i == 0);
            }
        }
    }

    /// <summary>dnormal = (wᵀ·dy + dmean/area)·f′, run by run.</summary>
    private void Descend(int image, float* dy, float* da, float* transposed, Block* dmean)
    {
        int plane = Area * 16;
        Block share = Block.Of(1f / Area);
        PixelRun whole = new(image, 0, Area);

        for (int i = 0; i < PixelRuns.Runs(whole); i++)
        {
            PixelRun run = PixelRuns.Run(whole, i);
            int pitch = run.Pixels * 16;
            new PixelProducts(transposed, Geometry.OutChannels, Geometry.Blocks, plane, pitch).Run(run.Pixels, dy + (run.First * 16), da, accumulate: false);

            for (int block = 0; block < Geometry.Blocks; block++)
            {
                AffineSums<Block>* sums = Sums + (block * Geometry.Images) + image;
                *sums = i == 0 ? default : *sums;
                nint at = At(run, block);
                Norm.Descend(block, run.Pixels, X + at, da + (block * pitch), dmean is null ? default : dmean[block] * share, Dnormal + at, sums);
            }
        }
    }

    /// <summary>Floats to a run of an input block.</summary>
    private nint At(PixelRun run, int block) => (((((nint)run.Image * Geometry.Blocks) + block) * Area) + run.First) * 16;
}
