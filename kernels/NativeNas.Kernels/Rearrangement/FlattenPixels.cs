using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Rearrangement;

/// <summary>y[n, c·area + p] = x[n, c, p]: the pixels of an image become the channels of a vector.</summary>
public readonly struct FlattenPixels(int images, int channels, int area, Region x, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(((channels * area) + 15) >> 4, images, 1), new FlattenPixelsKernel<TView, TValue>(channels, area, on.View(x), on.View(y)));
}

public readonly struct FlattenPixelsKernel<TView, TValue>(int channels, int area, TView x, TView y) : IKernel
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
            int q = (column * 16) + lane + i, channel = q / area;

            if (channel < channels)
            {
                value = TValue.WithLane(value, i, x.Cell((((((row * blocks) + (channel / 16)) * area) + q - (channel * area)) * 16) + (channel & 15)));
            }
        }

        y[(((row * vector) + column) * 16) + lane] = value;
    }
}
