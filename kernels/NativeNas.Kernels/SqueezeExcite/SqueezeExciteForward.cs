using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// y = x·gate with gate = σ(expand·swish(z) + b), z = reduce·mean + b, mean over the pixels; mean, z and gate stay for backward.
/// </summary>
public readonly partial struct SqueezeExciteForward(
    SqueezeExciteGeometry g, Region x, SqueezeExciteWeights<Region> w, Region mean, Region z, Region gate, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (on.ManyThreads)
        {
            RunStaged(on);
            return;
        }

        using Buffer squeezed = on.Allocate(z.Length), raw = on.Allocate(gate.Length);
        new GlobalAverage(g.Images * g.Blocks, g.Area, x, mean).Run(on);
        Product(on, g.Reduce, mean, w.Reduce, w.ReduceBias, z);
        new UnaryForward<Swish>(default, g.Images, g.Squeezed, 1, z, squeezed.All).Run(on);
        Product(on, g.Expand, squeezed.All, w.Expand, w.ExpandBias, raw.All);
        new UnaryForward<Sigmoid>(default, g.Images, g.Channels, 1, raw.All, gate).Run(on);
        new ChannelScaleForward(g.Images, g.Blocks, g.Area, false, x, gate, y).Run(on);
    }

    private static void Product<TView, TValue>(Device<TView, TValue> on, ConvolutionGeometry g, Region x, Region w, Region bias, Region y)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer packed = on.Allocate(g.PackedLength);
        new PackFilters(g, transposed: false, w, packed.All).Run(on);
        new ConvolutionForward(g, x, packed.All, bias, y).Run(on);
    }
}
