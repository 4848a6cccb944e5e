using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>dx = f′·dy; read is x or y, as f says. Lanes beyond C stay zero because dy is zero there.</summary>
public readonly partial struct UnaryBackward<TFunction>(TFunction f, Region read, Region dy, Region dx, bool accumulate) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(dx.Length), new UnaryBackwardKernel<TView, TValue, TFunction>(f, on.View(read), on.View(dy), on.Sink(dx, accumulate)));
}

public readonly struct UnaryBackwardKernel<TView, TValue, TFunction>(TFunction f, TView read, TView dy, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        dx.Put(at, f.Backward(read[at], dy[at]));
    }
}
