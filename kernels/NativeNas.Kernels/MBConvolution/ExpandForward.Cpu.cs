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
