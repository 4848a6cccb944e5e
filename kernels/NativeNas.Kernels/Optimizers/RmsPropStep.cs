using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Optimizers;

/// <summary>Numbers of one RMSProp step: the form is which ε is zero and whether η scales before or behind the momentum.</summary>
/// <param name="Inside">ε under the square root (TensorFlow).</param>
/// <param name="Outside">ε beside the square root (PyTorch).</param>
/// <param name="Before">Factor of the update that enters the momentum: η in TensorFlow, 1 in PyTorch.</param>
/// <param name="Behind">Factor of the momentum that leaves w: 1 in TensorFlow, η in PyTorch.</param>
public readonly record struct RmsPropNumbers(float Alpha, float Momentum, float Decay, float Inside, float Outside, float Before, float Behind);

/// <summary>d = g + λ·w, s ← α·s + (1 − α)·d², b ← μ·b + before·d / (√(s + inside) + outside), w ← w − behind·b.</summary>
public readonly struct RmsPropStep(Region w, Region g, Region s, Region b, RmsPropNumbers numbers) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(Extent.Flat(w.Length), new RmsPropStepKernel<TView, TValue>(on.View(w), on.View(g), on.View(s), on.View(b), numbers));
}

public readonly struct RmsPropStepKernel<TView, TValue>(TView w, TView g, TView s, TView b, RmsPropNumbers n) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        TValue d = TValue.MultiplyAdd(TValue.Of(n.Decay), w[at], g[at]);
        TValue square = TValue.MultiplyAdd(TValue.Of(n.Alpha), s[at], TValue.Of(1f - n.Alpha) * d * d);
        TValue root = TValue.Sqrt(square + TValue.Of(n.Inside)) + TValue.Of(n.Outside);
        TValue update = TValue.MultiplyAdd(TValue.Of(n.Momentum), b[at], TValue.Of(n.Before) * d / root);
        s[at] = square;
        b[at] = update;
        w[at] = TValue.MultiplyAdd(TValue.Of(-n.Behind), update, w[at]);
    }
}
