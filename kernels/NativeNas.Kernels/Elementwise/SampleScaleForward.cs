using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y[n,·] = x[n,·]·s[n], one number an image of length floats; also dx from dy.</summary>
public readonly struct SampleScaleForward(int images, int length, Region x, Region s, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(length / 16, images, 1), new SampleScaleForwardKernel<TView, TValue>(length, on.View(x), on.View(s), on.Sink(y, accumulate)));
}

public readonly struct SampleScaleForwardKernel<TView, TValue>(int length, TView x, TView s, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (row * length) + (column * 16) + lane;
        y.Put(at, x[at] * TValue.Of(s.Cell(row)));
    }
}
