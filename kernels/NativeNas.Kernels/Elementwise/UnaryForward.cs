using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = f(x) over [images, blocks of channels, area].</summary>
public readonly partial struct UnaryForward<TFunction>(TFunction f, int images, int channels, int area, Region x, Region y) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4;
        on.Launch(new(area, blocks, images), new UnaryForwardKernel<TView, TValue, TFunction>(f, channels, area, blocks, on.View(x), on.Sink(y)));
    }
}

public readonly struct UnaryForwardKernel<TView, TValue, TFunction>(TFunction f, int channels, int area, int blocks, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((((plane * blocks) + row) * area) + column) * 16) + lane;
        TValue value = f.Forward(x[at]);
        y.Put(at, TFunction.KeepsZero ? value : TValue.Keep(value, lane, channels - (row * 16)));
    }
}
