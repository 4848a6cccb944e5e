using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Softmax;

/// <summary>Sixteen partial maxima over the channels of each pixel: y[n, pixel, lane] = max over blocks; −∞ in lanes without a channel.</summary>
public readonly struct ChannelMaximum(int images, int channels, int area, Region x, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(area, 1, images), new ChannelMaximumKernel<TView, TValue>(channels, area, (channels + 15) >> 4, on.View(x), on.View(y)));
}

public readonly struct ChannelMaximumKernel<TView, TValue>(int channels, int area, int blocks, TView x, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue lowest = TValue.Of(float.NegativeInfinity), largest = lowest;

        for (int b = 0; b < blocks; b++)
        {
            TValue value = x[(((((plane * blocks) + b) * area) + column) * 16) + lane];
            TValue present = TValue.Keep(TValue.Of(1f), lane, channels - (b * 16));
            largest = Functions.Max(largest, TValue.IfEqual(present, TValue.Zero, lowest, value));
        }

        y[(((plane * area) + column) * 16) + lane] = largest;
    }
}
