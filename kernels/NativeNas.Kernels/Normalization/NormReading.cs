using System.Runtime.CompilerServices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>f((x − mean)·(inverse·γ) + β).</summary>
public readonly struct NormReading<TView, TValue, TFunction>(TFunction f, TView mean, TView inverse, TView gamma, TView beta) : IReading<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ChannelLine<TValue> Channel(int channel) => new(mean[channel], inverse[channel] * gamma[channel], beta[channel]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Of(TValue x, ChannelLine<TValue> line) => f.Forward(line.Of(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Back(TValue x, TValue dy, ChannelLine<TValue> line)
    {
        TValue normal = line.Of(x);
        return f.Backward(TFunction.ReadsInput ? normal : f.Forward(normal), dy);
    }
}
