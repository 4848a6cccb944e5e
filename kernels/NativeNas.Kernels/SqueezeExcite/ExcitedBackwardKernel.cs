using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>dx = dy·gate + dmean/area; column is the pixel, plane the plane of a block.</summary>
public readonly struct ExcitedBackwardKernel<TView, TValue>(int area, float share, TView dy, TView gate, TView dmean, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((plane * area) + column) * 16) + lane, channel = (plane * 16) + lane;
        dx.Put(at, TValue.MultiplyAdd(dy[at], gate[channel], dmean[channel] * TValue.Of(share)));
    }
}
