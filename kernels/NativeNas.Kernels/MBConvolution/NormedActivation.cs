using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y = f(norm(x)), or gate·f(norm(x)) with a gate of each image's own, in one reading of x.</summary>
/// <param name="gate">[N, C].</param>
public readonly struct NormedActivation<TFunction>(PixelPieces pieces, TFunction f, ChannelNorm norm, Region x, Region? gate, Region y) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(pieces.Area, pieces.Blocks, pieces.Images),
            new NormedActivationKernel<TView, TValue, NormReading<TView, TValue, TFunction>>(
                pieces, norm.Reading(on, f), on.View(x), gate is null ? 0 : 1, on.View(gate ?? x), on.View(y)));
}

public readonly struct NormedActivationKernel<TView, TValue, TReading>(PixelPieces pieces, TReading reading, TView x, int gated, TView gate, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TReading : struct, IReading<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = pieces.At(plane, row, column) + lane;
        TValue a = reading.Of(x[at], reading.Channel((row * 16) + lane));
        y[at] = gated == 0 ? a : a * gate[(((plane * pieces.Blocks) + row) * 16) + lane];
    }
}
