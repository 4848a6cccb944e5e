using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>x ← factor·x over a whole vector.</summary>
public readonly struct Scale(Region x, float factor) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(x.Length), new ScaleKernel<TView, TValue>(on.View(x), factor));
}

public readonly struct ScaleKernel<TView, TValue>(TView x, float factor) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        x[at] = x[at] * TValue.Of(factor);
    }
}
