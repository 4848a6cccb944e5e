using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = x, float by float.</summary>
public readonly struct Copy(Region x, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new CopyKernel<TView, TValue>(on.View(x), on.Sink(y)));
}

public readonly struct CopyKernel<TView, TValue>(TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) => y.Put((column * 16) + lane, x[(column * 16) + lane]);
}
