using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>
/// dx = dy·gate + dmean/area, where dgate = Σ dy·x goes back through the two products, and the gradients of their
/// weights; null is not wanted.
/// </summary>
public readonly partial struct SqueezeExciteBackward(
    SqueezeExciteGeometry g,
    Region x,
    Region dy,
    SqueezeExciteWeights<Region> w,
    Region mean,
    Region z,
    Region gate,
    GradientMemory? dx,
    SqueezeExciteWeights<GradientMemory?> dw) : IOperation
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

        using Buffer du = on.Allocate(gate.Length), dz = on.Allocate(z.Length), squeezed = on.Allocate(z.Length);
        new ChannelScaleBackwardScale(g.Images, g.Blocks, g.Area, false, x, dy, du.All, false).Run(on);
        new UnaryBackward<Sigmoid>(default, gate, du.All, du.All, false).Run(on);
        new UnaryForward<Swish>(default, g.Images, g.Squeezed, 1, z, squeezed.All).Run(on);
        Weights(on, g.Expand, squeezed.All, du.All, dw.Expand, dw.ExpandBias);
        Input(on, g.Expand, du.All, w.Expand, dz.All);
        new UnaryBackward<Swish>(default, z, dz.All, dz.All, false).Run(on);
        Weights(on, g.Reduce, mean, dz.All, dw.Reduce, dw.ReduceBias);

        if (dx is { } to)
        {
            using Buffer dmean = on.Allocate(mean.Length);
            Input(on, g.Reduce, dz.All, w.Reduce, dmean.All);
            new ChannelScaleForward(g.Images, g.Blocks, g.Area, false, dy, gate, to.Data, to.Accumulate).Run(on);
            new GlobalAverageBackward(g.Images * g.Blocks, g.Area, dmean.All, to.Data, true).Run(on);
        }
    }

    private static void Weights<TView, TValue>(Device<TView, TValue> on, ConvolutionGeometry g, Region x, Region dy, GradientMemory? dw, GradientMemory? dbias)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (dw is { } weight)
        {
            new ConvolutionBackwardWeight(g, x, dy, weight.Data, weight.Accumulate).Run(on);
        }

        if (dbias is { } bias)
        {
            new BiasGradient(g.Images, g.OutChannels, 1, dy, bias.Data, bias.Accumulate).Run(on);
        }
    }

    private static void Input<TView, TValue>(Device<TView, TValue> on, ConvolutionGeometry g, Region dy, Region w, Region dx)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer packed = on.Allocate(g.PackedTransposedLength);
        new PackFilters(g, transposed: true, w, packed.All).Run(on);
        new ConvolutionBackwardInput(g, dy, packed.All, dx, false).Run(on);
    }
}
