using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>y = (x − mean)·(inverse·γ) + β; the vectors of channels are zero beyond C where x is, γ and inverse apart.</summary>
public readonly struct Normalize(PixelPieces pieces, Region x, Region mean, Region inverse, Region gamma, Region beta, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(pieces.Area, pieces.Blocks, pieces.Images),
            new NormalizeKernel<TView, TValue>(pieces, on.View(x), on.View(mean), on.View(inverse), on.View(gamma), on.View(beta), on.Sink(y)));
}

public readonly struct NormalizeKernel<TView, TValue>(PixelPieces pieces, TView x, TView mean, TView inverse, TView gamma, TView beta, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = pieces.At(plane, row, column) + lane, channel = (row * 16) + lane;
        y.Put(at, TValue.MultiplyAdd(x[at] - mean[channel], inverse[channel] * gamma[channel], beta[channel]));
    }
}
