using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Runs of pixels of an image, and where these are few, runs of its output blocks. The shape alone decides.</summary>
internal readonly struct ProjectPieces(ConvolutionGeometry g)
{
    private const int Fewest = 16;
    private const int BlocksAPiece = 3;

    private readonly PixelRun image = new(0, 0, g.OutHeight * g.OutWidth);
    private readonly int blocks = g.OutBlocks, images = g.Images;

    private int Runs => PixelRuns.Runs(image);

    private int Splits => images * Runs < Fewest ? (blocks + BlocksAPiece - 1) / BlocksAPiece : 1;

    public int Count => images * Runs * Splits;

    public (PixelRun Run, int From, int To) this[int piece]
    {
        get
        {
            int split = piece % Splits, run = piece / Splits;
            return (PixelRuns.Run(image with { Image = run / Runs }, run % Runs), blocks * split / Splits, blocks * (split + 1) / Splits);
        }
    }
}

/// <summary>y = norm(w·(gate·a)) [+ x] of a run of pixels and of blocks; the gate scales the weights.</summary>
internal readonly unsafe struct ProjectJob(
    ConvolutionGeometry g, ProjectPieces pieces, NormedProductVectors product, ExcitationVectors? gates, float* a, float* x, float* y) : ICpuJob
{
    public void Run(int piece)
    {
        (PixelRun run, int from, int to) = pieces[piece];
        int plane = g.OutHeight * g.OutWidth * 16, blocks = to - from;
        using PieceScratch scaled = PieceScratch.Rent(gates is null ? 16 : blocks * g.Channels * 16);
        float* weights = product.Block(from);

        if (gates is { } excitation)
        {
            GatedWeights.Rows(g.Channels, blocks, weights, (float*)excitation.Gate(run.Image), scaled.Cells);
            weights = scaled.Cells;
        }

        nint target = ((((nint)run.Image * g.OutBlocks) + from) * plane) + (run.First * 16);
        float* source = a + ((nint)run.Image * g.Blocks * plane) + (run.First * 16);
        new PixelProducts(weights, g.Channels, blocks, plane, plane).Run(run.Pixels, source, y + target, accumulate: false);

        for (int block = from; block < to; block++, target += plane)
        {
            product.Norm.Apply(block, run.Pixels, y + target, x is null ? null : x + target, y + target);
        }
    }
}
