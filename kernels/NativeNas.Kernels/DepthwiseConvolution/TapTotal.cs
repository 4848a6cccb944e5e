using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dw[block, tap] = Σ of its pieces.</summary>
public readonly struct TapTotal<TView, TValue>(TView dw) : ICombination<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue a, TValue b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue total) => dw[(group * 16) + lane] = total;
}
