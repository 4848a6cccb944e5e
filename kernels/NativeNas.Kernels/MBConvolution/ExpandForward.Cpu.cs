using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ExpandForward : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch parts = work.Rent(g.OutBlocks * Runs.Pieces * PixelMoments.Floats);
        Moments<Block>* moments = (Moments<Block>*)parts.Cells;
        PixelProducts products = new(work.Cells(w), g.Channels, g.OutBlocks, Runs.Area * 16, Runs.Area * 16);
        work.Phase(Runs.Pieces, new ExpandForwardJob(Runs, products, g.Blocks, g.OutBlocks, work.Cells(x), work.Cells(y), moments));
        statistics.Combine(work, g.OutBlocks, Runs.Pieces, moments);
    }
}

internal readonly unsafe struct ExpandForwardJob(PixelRuns runs, PixelProducts products, int blocks, int outBlocks, float* x, float* y, Moments<Block>* moments) : ICpuJob
{
    public void Run(int piece)
    {
        PixelRun pixels = runs.Piece(piece);

        for (int i = 0; i < PixelRuns.Runs(pixels); i++)
        {
            PixelRun run = PixelRuns.Run(pixels, i);
            float* target = y + ((((nint)run.Image * outBlocks * runs.Area) + run.First) * 16);
            products.Run(run.Pixels, x + ((((nint)run.Image * blocks * runs.Area) + run.First) * 16), target, accumulate: false);

            for (int block = 0; block < outBlocks; block++)
            {
                PixelMoments.Add(run.Pixels, target + ((nint)block * runs.Area * 16), moments + ((nint)block * runs.Pieces) + piece, i == 0);
            }
        }
    }
}
