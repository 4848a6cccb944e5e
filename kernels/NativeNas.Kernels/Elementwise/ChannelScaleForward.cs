using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y[n,c,p] = x[n,c,p]·s[n,c], or ·s[c] where all images share one s; also dx from dy.</summary>
public readonly struct ChannelScaleForward(int images, int blocks, int area, bool shared, Region x, Region s, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(area, blocks, images),
            new ChannelScaleForwardKernel<TView, TValue>(blocks, area, shared ? 0 : blocks, on.View(x), on.View(s), on.Sink(y, accumulate)));
}

public readonly struct ChannelScaleForwardKernel<TView, TValue>(int blocks, int area, int step, TView x, TView s, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((((plane * blocks) + row) * area) + column) * 16) + lane;
        y.Put(at, x[at] * s[(((plane * step) + row) * 16) + lane]);
    }
}
