using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ProjectForward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch parts = work.Rent(g.OutBlocks * g.Images * PixelMoments.Floats);
        Moments<Block>* moments = (Moments<Block>*)parts.Cells;
        ExcitationVectors? gates = excitation is { } e ? ExcitationVectors.Of(work, e) : null;
        work.Phase(g.Images, new ProjectForwardJob<TFunction>(g, f, NormVectors.Of(work, norm), gates, work.Cells(x), work.Cells(w), work.Cells(y), moments));
        statistics.Combine(work, g.OutBlocks, g.Images, moments);
    }
}
