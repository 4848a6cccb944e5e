using System.Runtime.CompilerServices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>A depthwise convolution of f(x), or of f(norm(x)), as a part of a launch; y is what it writes, or on the way back the gradient of that.</summary>
public readonly struct TilePart<TView>(Window window, int normed, TView x, TView mean, TView inverse, TView gamma, TView beta, TView w, TView y)
    where TView : struct
{
    public readonly int Size = window.KernelHeight, Dilation = window.DilationHeight, Top = window.Top, Left = window.Left, Normed = normed;
    public readonly TView X = x, Mean = mean, Inverse = inverse, Gamma = gamma, Beta = beta, W = w, Y = y;

    /// <summary>Pixels along the edge of a window.</summary>
    public int Span => (Dilation * (Size - 1)) + 1;
}

/// <summary>f of what a part reads, or of its norm.</summary>
internal readonly struct PartReading<TView, TValue, TFunction>(TFunction f, TilePart<TView> part) : IReading<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ChannelLine<TValue> Channel(int channel)
    {
        TValue mean = TValue.Zero, scale = TValue.Of(1f), shift = TValue.Zero;

        if (part.Normed != 0)
        {
            mean = part.Mean[channel];
            scale = part.Inverse[channel] * part.Gamma[channel];
            shift = part.Beta[channel];
        }

        return new(mean, scale, shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Of(TValue x, ChannelLine<TValue> line) => f.Forward(line.Of(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Back(TValue x, TValue dy, ChannelLine<TValue> line)
    {
        TValue normal = line.Of(x);
        return f.Backward(TFunction.ReadsInput ? normal : f.Forward(normal), dy);
    }
}
