using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

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
