using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Tiles;

namespace NativeNas.Kernels.DepthwiseConvolution;

public readonly partial struct DepthwiseBackward : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        float* input = x is { } a ? work.Cells(a) : null, weights = w is { } b ? work.Cells(b) : null;
        float* inputGradient = dx is { } c ? work.Cells(c) : null, weightGradient = dw is { } d ? work.Cells(d) : null;
        Surface read = Surface.Blocked(input, g.Images, g.Channels, g.Height, g.Width);
        Surface outputs = Surface.Blocked(work.Cells(dy), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        DepthwiseBackwardJob<SameFilters>.Run(work, new(g), read, weights, outputs, inputGradient, accumulate, weightGradient);
    }
}
