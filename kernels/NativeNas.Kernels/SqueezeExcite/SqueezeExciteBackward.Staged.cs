using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Six launches: gates' slopes, squeezed vectors' slopes, two of weights, means' slopes, and dx, which is written once.</summary>
public readonly partial struct SqueezeExciteBackward
{
    private void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer du = on.Allocate(gate.Length), dz = on.Allocate(z.Length), squeezed = on.Allocate(z.Length);
        int planes = g.Images * g.Blocks, wide = g.Blocks * 16, narrow = g.SqueezedBlocks * 16;
        PixelTiles tiles = new(1, planes, g.Area);
        on.ReduceShared<SharedDotKernel<TView, TValue, GateSlopeEnd<TView, TValue>>, TValue>(
            planes, tiles.Count, new(tiles, on.View(x), on.View(dy), new(on.View(gate), on.View(du.All))));
        on.LaunchGroups<ImageProductKernel<TView, TValue, SqueezeSlopeEnd<TView, TValue>>, float>(
            new(narrow / ImageProductKernel<TView, TValue, SqueezeSlopeEnd<TView, TValue>>.Outputs, 1, g.Images),
            new(g.Squeezed, g.Channels, 1, g.Squeezed, wide, on.View(w.Expand), on.View(du.All), new(narrow, on.View(z), on.View(dz.All), on.View(squeezed.All))));
        OuterSum(on, g.Channels, g.Squeezed, du.All, squeezed.All, dw.Expand, dw.ExpandBias);
        OuterSum(on, g.Squeezed, g.Channels, dz.All, mean, dw.Reduce, dw.ReduceBias);

        if (dx is { } to)
        {
            using Buffer dmean = on.Allocate(mean.Length);
            TView none = on.View(mean);
            on.Launch(
                new(g.Blocks, g.Images, 1),
                new ChannelProductKernel<TView, TValue>(g.Channels, g.Squeezed, 1, g.Channels, narrow, 0, on.View(w.Reduce), none, on.View(dz.All), on.View(dmean.All)));
            on.Launch(
                new(g.Area, 1, planes),
                new ExcitedBackwardKernel<TView, TValue>(g.Area, 1f / g.Area, on.View(dy), on.View(gate), on.View(dmean.All), on.Sink(to.Data, to.Accumulate)));
        }
    }

    private void OuterSum<TView, TValue>(Device<TView, TValue> on, int rows, int columns, Region p, Region q, GradientMemory? weight, GradientMemory? bias)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int wanted = (weight is null ? 0 : 1) | (bias is null ? 0 : 2);

        if (wanted != 0)
        {
            GradientMemory first = (weight ?? bias)!.Value, second = (bias ?? weight)!.Value;
            on.Launch(
                new((columns >> 4) + 1, rows, 1),
                new OuterSumKernel<TView, TValue>(
                    g.Images,
                    columns,
                    p.Length / g.Images,
                    q.Length / g.Images,
                    wanted,
                    on.View(p),
                    on.View(q),
                    on.Sink(first.Data, first.Accumulate),
                    on.Sink(second.Data, second.Accumulate)));
        }
    }
}
