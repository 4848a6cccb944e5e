using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Optimizers;

/// <summary>Numbers of one Adam step.</summary>
/// <param name="Rest1">1 − β₁, rounded once.</param>
/// <param name="Rest2">1 − β₂, rounded once.</param>
/// <param name="Decay">λ of the decay inside the gradient (Adam).</param>
/// <param name="Keep">What w is multiplied by before: 1 − η·λ for the decoupled decay (AdamW), else 1.</param>
/// <param name="Rate">η / (1 − β₁ᵗ).</param>
/// <param name="Root">1 / √(1 − β₂ᵗ).</param>
public readonly record struct AdamNumbers(
    float Beta1, float Rest1, float Beta2, float Rest2, float Epsilon, float Decay, float Keep, float Rate, float Root);

/// <summary>d = g + λ·w, m ← β₁·m + (1 − β₁)·d, v ← β₂·v + (1 − β₂)·d², w ← keep·w − rate·m / (√v·root + ε).</summary>
public readonly struct AdamStep(Region w, Region g, Region m, Region v, AdamNumbers numbers) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(w.Length), new AdamStepKernel<TView, TValue>(on.View(w), on.View(g), on.View(m), on.View(v), numbers));
}

public readonly struct AdamStepKernel<TView, TValue>(TView w, TView g, TView m, TView v, AdamNumbers n) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        TValue d = TValue.MultiplyAdd(TValue.Of(n.Decay), w[at], g[at]);
        TValue first = TValue.MultiplyAdd(TValue.Of(n.Beta1), m[at], TValue.Of(n.Rest1) * d);
        TValue second = TValue.MultiplyAdd(TValue.Of(n.Beta2), v[at], TValue.Of(n.Rest2) * d * d);
        m[at] = first;
        v[at] = second;
        TValue direction = first / TValue.MultiplyAdd(TValue.Sqrt(second), TValue.Of(n.Root), TValue.Of(n.Epsilon));
        w[at] = TValue.MultiplyAdd(TValue.Of(-n.Rate), direction, TValue.Of(n.Keep) * w[at]);
    }
}
