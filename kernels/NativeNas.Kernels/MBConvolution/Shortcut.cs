using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y = norm(x) + beside.</summary>
public readonly struct Shortcut(PixelPieces pieces, Region x, ChannelNorm norm, Region beside, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(pieces.Area, pieces.Blocks, pieces.Images),
            new ShortcutKernel<TView, TValue>(
                pieces, on.View(x), on.View(norm.Mean), on.View(norm.Inverse), on.View(norm.Gamma), on.View(norm.Beta), on.View(beside), on.View(y)));
}

public readonly struct ShortcutKernel<TView, TValue>(PixelPieces pieces, TView x, TView mean, TView inverse, TView gamma, TView beta, TView beside, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = pieces.At(plane, row, column) + lane, channel = (row * 16) + lane;
        y[at] = TValue.MultiplyAdd(x[at] - mean[channel], inverse[channel] * gamma[channel], beta[channel]) + beside[at];
    }
}
