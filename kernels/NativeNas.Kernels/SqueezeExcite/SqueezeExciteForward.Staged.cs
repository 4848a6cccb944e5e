using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Four launches: means, squeezed vectors, gates, products.</summary>
public readonly partial struct SqueezeExciteForward
{
    private void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer squeezed = on.Allocate(z.Length);
        int pitch = g.SqueezedBlocks * 16;
        new GlobalAverage(g.Images * g.Blocks, g.Area, x, mean).Run(on);
        on.LaunchGroups<ImageProductKernel<TView, TValue, SqueezeEnd<TView, TValue>>, float>(
            new(pitch / ImageProductKernel<TView, TValue, SqueezeEnd<TView, TValue>>.Outputs, 1, g.Images),
            new(g.Squeezed, g.Channels, g.Channels, 1, g.Blocks * 16, on.View(w.Reduce), on.View(mean), new(pitch, on.View(w.ReduceBias), on.View(z), on.View(squeezed.All))));
        on.Launch(
            new(g.Blocks, g.Images, 1),
            new ChannelProductKernel<TView, TValue>(
                g.Channels, g.Squeezed, g.Squeezed, 1, pitch, 1, on.View(w.Expand), on.View(w.ExpandBias), on.View(squeezed.All), on.View(gate)));
        new ChannelScaleForward(g.Images, g.Blocks, g.Area, false, x, gate, y).Run(on);
    }
}
