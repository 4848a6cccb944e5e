using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

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
