using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Softmax;

/// <summary>y = e^(x − max)/Σ e^(x − max) over the channels of each pixel, or its logarithm x − max − ln Σ.</summary>
public readonly struct SoftmaxForward(int images, int channels, int area, bool logarithm, Region x, Region y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4;
        using Buffer maxima = on.Allocate(images * area * 16), sums = on.Allocate(images * area * 16);
        new ChannelMaximum(images, channels, area, x, maxima.All).Run(on);
        new ChannelSum<Exponential>(images, channels, area, x, maxima.All, sums.All).Run(on);
        on.Launch(
            new(area, blocks, images),
            new SoftmaxForwardKernel<TView, TValue>(channels, area, blocks, logarithm ? 1 : 0, on.View(x), on.View(maxima.All), on.View(sums.All), on.View(y)));
    }
}

public readonly struct SoftmaxForwardKernel<TView, TValue>(int channels, int area, int blocks, int logarithm, TView x, TView maxima, TView sums, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int pixel = ((plane * area) + column) * 16, at = (((((plane * blocks) + row) * area) + column) * 16) + lane;
        TValue shifted = x[at] - TValue.Of(LaneFold.Maximum<TView, TValue>(maxima, pixel));
        TValue sum = TValue.Of(LaneFold.Sum<TView, TValue>(sums, pixel));
        TValue value = logarithm == 0 ? Functions.Exp(shifted) / sum : shifted - Functions.Log(sum);
        y[at] = TValue.Keep(value, lane, channels - (row * 16));
    }
}
