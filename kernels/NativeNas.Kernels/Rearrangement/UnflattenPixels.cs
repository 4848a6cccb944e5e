using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>y[n, c, p] = x[n, c·area + p]: the gradient of <see cref="FlattenPixels"/>.</summary>
public readonly struct UnflattenPixels(int images, int channels, int area, Region x, Region y, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new(area, (channels + 15) >> 4, images),
            new UnflattenPixelsKernel<TView, TValue>(channels, area, on.View(x), on.Sink(y, accumulate)));
}

public readonly struct UnflattenPixelsKernel<TView, TValue>(int channels, int area, TView x, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int blocks = (channels + 15) >> 4, vector = ((channels * area) + 15) >> 4;
        TValue value = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int channel = (row * 16) + lane + i;

            if (channel < channels)
            {
                value = TValue.WithLane(value, i, x.Cell((plane * vector * 16) + (channel * area) + column));
            }
        }

        y.Put((((((plane * blocks) + row) * area) + column) * 16) + lane, value);
    }
}
