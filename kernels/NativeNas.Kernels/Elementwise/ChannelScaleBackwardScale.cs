using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>ds[n,c] = Σ dy·x over the area, and over the images where they share one s (a piece an image).</summary>
public readonly struct ChannelScaleBackwardScale(int images, int blocks, int area, bool shared, Region x, Region dy, Region ds, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        ChannelScaleBackwardScaleKernel<TView, TValue> kernel = new(blocks, area, on.View(x), on.View(dy), on.Sink(ds, accumulate));
        int groups = shared ? blocks : images * blocks;

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(shared ? images : 1, groups, area);
            on.ReduceShared<SharedDotKernel<TView, TValue, ChannelScaleBackwardScaleKernel<TView, TValue>>, TValue>(
                groups, tiles.Count, new(tiles, on.View(x), on.View(dy), kernel));
        }
        else
        {
            on.Reduce<ChannelScaleBackwardScaleKernel<TView, TValue>, TValue>(groups, shared ? images : 1, kernel);
        }
    }
}

public readonly struct ChannelScaleBackwardScaleKernel<TView, TValue>(int blocks, int area, TView x, TView dy, Sink<TView, TValue> ds) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Gather(int lane, int group, int piece)
    {
        int at = (((piece * blocks) + group) * area * 16) + lane, end = at + (area * 16);
        TValue even = TValue.Zero, odd = TValue.Zero;

        for (; at + 16 < end; at += 32)
        {
            even = TValue.MultiplyAdd(dy[at], x[at], even);
            odd = TValue.MultiplyAdd(dy[at + 16], x[at + 16], odd);
        }

        if (at < end)
        {
            even = TValue.MultiplyAdd(dy[at], x[at], even);
        }

        return even + odd;
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total) => ds.Put((group * 16) + lane, total);
}
