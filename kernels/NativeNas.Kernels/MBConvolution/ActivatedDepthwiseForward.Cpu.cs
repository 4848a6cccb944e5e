using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

public readonly partial struct ActivatedDepthwiseForward<TFunction> : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        int planes = g.Images * g.Blocks;
        using CpuScratch parts = work.Rent(planes * PixelMoments.Floats);
        Moments<Block>* moments = statistics is null ? null : (Moments<Block>*)parts.Cells;
        Surface from = Surface.Blocked(work.Cells(x), g.Images, g.Channels, g.Height, g.Width);
        Surface to = Surface.Blocked(work.Cells(y), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        NormVectors? vectors = norm is { } n ? NormVectors.Of(work, n) : null;
        work.Phase(planes, new ActivatedDepthwiseForwardJob<TFunction>(new(plan), new(g), f, vectors, from, work.Cells(w), to, moments));
        statistics?.Combine(work, g.Blocks, g.Images, moments);
    }
}
