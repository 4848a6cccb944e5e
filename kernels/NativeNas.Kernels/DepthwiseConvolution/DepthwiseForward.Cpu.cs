using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

public readonly partial struct DepthwiseForward : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        Surface from = Surface.Blocked(work.Cells(x), g.Images, g.Channels, g.Height, g.Width);
        Surface to = Surface.Blocked(work.Cells(y), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        DepthwiseForwardJob<SameFilters>.Run(work, new(g), from, work.Cells(w), to);
    }
}
