using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Optimizers;

/// <summary>d = g + λ·w, v ← μ·v + d, then w ← w − η·v, with Nesterov w ← w − η·(d + μ·v): PyTorch's form.</summary>
public readonly struct SgdStep(Region w, Region g, Region v, float rate, float momentum, float decay, bool nesterov) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            Extent.Flat(w.Length),
            new SgdStepKernel<TView, TValue>(on.View(w), on.View(g), on.View(v), rate, momentum, decay, nesterov ? 1 : 0));
}

public readonly struct SgdStepKernel<TView, TValue>(TView w, TView g, TView v, float rate, float momentum, float decay, int nesterov) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (column * 16) + lane;
        TValue m = TValue.Of(momentum);
        TValue d = TValue.MultiplyAdd(TValue.Of(decay), w[at], g[at]);
        TValue velocity = TValue.MultiplyAdd(m, v[at], d);
        v[at] = velocity;
        TValue step = nesterov == 0 ? velocity : TValue.MultiplyAdd(m, velocity, d);
        w[at] = TValue.MultiplyAdd(TValue.Of(-rate), step, w[at]);
    }
}
