using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>y = α·a + β·b over whole vectors; y may be a or b.</summary>
public readonly struct Combine(float alpha, Region a, float beta, Region b, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new CombineKernel<TView, TValue>(alpha, on.View(a), beta, on.View(b), on.View(y)));
}

public readonly struct CombineKernel<TView, TValue>(float alpha, TView a, float beta, TView b, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        y[at] = TValue.MultiplyAdd(TValue.Of(alpha), a[at], TValue.Of(beta) * b[at]);
    }
}
