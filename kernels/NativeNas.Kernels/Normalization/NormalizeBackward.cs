using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>dx = γ·inverse·(dy − dβ/n − x̂·dγ/n): the statistics move with x.</summary>
public readonly struct NormalizeBackward(
    PixelPieces pieces, Region x, Region dy, Region mean, Region inverse, Region gamma, Region dgamma, Region dbeta, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(pieces.Area, pieces.Blocks, pieces.Images),
            new NormalizeBackwardKernel<TView, TValue>(
                pieces,
                1f / ((float)pieces.Images * pieces.Area),
                on.View(x),
                on.View(dy),
                on.View(mean),
                on.View(inverse),
                on.View(gamma),
                on.View(dgamma),
                on.View(dbeta),
                on.Sink(dx, accumulate)));
}

public readonly struct NormalizeBackwardKernel<TView, TValue>(
    PixelPieces pieces, float share, TView x, TView dy, TView mean, TView inverse, TView gamma, TView dgamma, TView dbeta, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = pieces.At(plane, row, column) + lane, channel = (row * 16) + lane;
        TValue rate = inverse[channel], n = TValue.Of(share);
        TValue centred = TValue.MultiplyAdd(-n, dbeta[channel], dy[at]);
        TValue along = (x[at] - mean[channel]) * (rate * dgamma[channel] * n);
        dx.Put(at, gamma[channel] * rate * (centred - along));
    }
}
