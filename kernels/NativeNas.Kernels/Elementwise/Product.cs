using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = a·b, element by element; also the gradient of one factor from dy and the other.</summary>
public readonly struct Product(Region a, Region b, Region y, bool accumulate = false) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new ProductKernel<TView, TValue>(on.View(a), on.View(b), on.Sink(y, accumulate)));
}

public readonly struct ProductKernel<TView, TValue>(TView a, TView b, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        y.Put(at, a[at] * b[at]);
    }
}
