using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>y = 1/√(variance + ε).</summary>
public readonly struct InverseDeviation(float epsilon, Region variance, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(y.Length), new InverseDeviationKernel<TView, TValue>(epsilon, on.View(variance), on.View(y)));
}

public readonly struct InverseDeviationKernel<TView, TValue>(float epsilon, TView variance, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        y[at] = TValue.Of(1f) / TValue.Sqrt(variance[at] + TValue.Of(epsilon));
    }
}
