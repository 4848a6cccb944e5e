using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>dx = γ·inverse·dy: the statistics stand still.</summary>
public readonly struct ScaleChannels(PixelPieces pieces, Region dy, Region inverse, Region gamma, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(pieces.Area, pieces.Blocks, pieces.Images),
            new ScaleChannelsKernel<TView, TValue>(pieces, on.View(dy), on.View(inverse), on.View(gamma), on.Sink(dx, accumulate)));
}

public readonly struct ScaleChannelsKernel<TView, TValue>(PixelPieces pieces, TView dy, TView inverse, TView gamma, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = pieces.At(plane, row, column) + lane, channel = (row * 16) + lane;
        dx.Put(at, dy[at] * (inverse[channel] * gamma[channel]));
    }
}
