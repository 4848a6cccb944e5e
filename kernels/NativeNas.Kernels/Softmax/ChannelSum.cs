using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Softmax;

/// <summary>Sixteen partial sums over the channels of each pixel: y[n, pixel, lane] = Σ term(x − max), where max is the largest of maxima's lanes.</summary>
public readonly struct ChannelSum<TTerm>(int images, int channels, int area, Region x, Region maxima, Region y) : IOperation
    where TTerm : struct, ITerm
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(new(area, 1, images), new ChannelSumKernel<TView, TValue, TTerm>(channels, area, (channels + 15) >> 4, on.View(x), on.View(maxima), on.View(y)));
}

public readonly struct ChannelSumKernel<TView, TValue, TTerm>(int channels, int area, int blocks, TView x, TView maxima, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TTerm : struct, ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int pixel = ((plane * area) + column) * 16;
        TValue shift = TValue.Of(LaneFold.Maximum<TView, TValue>(maxima, pixel)), sum = TValue.Zero;

        for (int b = 0; b < blocks; b++)
        {
            TValue term = default(TTerm).Of(x[(((((plane * blocks) + b) * area) + column) * 16) + lane] - shift);
            sum += TValue.Keep(term, lane, channels - (b * 16));
        }

        y[pixel + lane] = sum;
    }
}
