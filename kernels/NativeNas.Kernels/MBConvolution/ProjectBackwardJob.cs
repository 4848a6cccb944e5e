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
        using PieceScratch dy = PieceScratch.Rent(Geometry.OutBlocks * Area * 16), a = PieceScratch.Rent(Geometry.Blocks * Area * 16);

        for (int image = first; image < last; image++)
        {
            Prepare(image, dy.Cells, a.Cells);

            if (Gates is { } gates)
            {
                ThroughGates(gates, image, dy.Cells, a.Cells, total, image == first);
            }
            else
            {
                if (total is not null)
                {
                    Multiply(dy.Cells, a.Cells, total, image == first);
                }

                Descend(image, dy.Cells, a.Cells, Transposed, null);
            }
        }
    }

    private void Prepare(int image, float* dy, float* a)
    {
        int plane = Area * 16;

        for (int block = 0; block < Geometry.OutBlocks; block++)
        {
            nint at = (((nint)image * Geometry.OutBlocks) + block) * plane;
            OutputNorm.Backward(OutputSums, block, Area, Y + at, Dy + at, dy + ((nint)block * plane));
        }

        for (int block = 0; block < Geometry.Blocks; block++)
        {
            nint at = (((nint)image * Geometry.Blocks) + block) * plane;
            Norm.Activate(F, block, Area, X + at, a + ((nint)block * plane), Dnormal + at);
        }
    }

    private void ThroughGates(ExcitationVectors gates, int image, float* dy, float* a, float* total, bool fresh)
    {
        using PieceScratch products = PieceScratch.Rent(Products), scaled = PieceScratch.Rent(Geometry.PackedTransposedLength), dgate = PieceScratch.Rent(Geometry.Blocks * 16);
        Multiply(dy, a, products.Cells, fresh: true);

        if (fresh && total is not null)
        {
            new Span<float>(total, Products).Clear();
        }

        new Span<float>(dgate.Cells, Geometry.Blocks * 16).Clear();
        GatedWeights.Gradients(Geometry.Channels, Geometry.OutBlocks, W, (float*)gates.Gate(image), products.Cells, total, dgate.Cells);
        gates.Backward(GatesBackward, image, (Block*)dgate.Cells);
        GatedWeights.Lanes(Geometry.Blocks, Geometry.OutChannels, Transposed, gates.Gate(image), scaled.Cells);
        Descend(image, dy, a, scaled.Cells, (Block*)dgate.Cells);
    }

    /// <summary>m, or the share's total of it.</summary>
    private void Multiply(float* dy, float* a, float* total, bool fresh)
    {
        PixelOuterProducts products = new(Geometry.Channels, Geometry.OutBlocks, Area * 16, Area * 16);
        PixelRun whole = new(0, 0, Area);

        for (int i = 0; i < PixelRuns.Runs(whole); i++)
        {
            PixelRun run = PixelRuns.Run(whole, i);
            products.Run(run.Pixels, a + (run.First * 16), dy + (run.First * 16), total, fresh && i == 0);
        }
    }

    /// <summary>dnormal = (wᵀ·dy + dmean/area)·f′, run by run; a is scratch by now.</summary>
    private void Descend(int image, float* dy, float* a, float* transposed, Block* dmean)
    {
        int plane = Area * 16;
        Block share = Block.Of(1f / Area);
        PixelRun whole = new(image, 0, Area);

        for (int i = 0; i < PixelRuns.Runs(whole); i++)
        {
            PixelRun run = PixelRuns.Run(whole, i);
            int pitch = run.Pixels * 16;
            new PixelProducts(transposed, Geometry.OutChannels, Geometry.Blocks, plane, pitch).Run(run.Pixels, dy + (run.First * 16), a, accumulate: false);

            for (int block = 0; block < Geometry.Blocks; block++)
            {
                AffineSums<Block>* sums = Sums + (block * Geometry.Images) + image;
                *sums = i == 0 ? default : *sums;
                nint at = ((((nint)image * Geometry.Blocks) + block) * plane) + (run.First * 16);
                Norm.Descend(block, run.Pixels, X + at, a + (block * pitch), dmean is null ? default : dmean[block] * share, Dnormal + at, sums);
            }
        }
    }
}
