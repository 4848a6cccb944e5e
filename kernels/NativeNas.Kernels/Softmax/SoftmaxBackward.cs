using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Softmax;

/// <summary>dx = y·(dy − Σ dy·y) over the channels of each pixel; of the logarithm dx = dy − eʸ·Σ dy.</summary>
public readonly struct SoftmaxBackward(int images, int channels, int area, bool logarithm, Region y, Region dy, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4, log = logarithm ? 1 : 0;
        using Buffer sums = on.Allocate(images * area * 16);
        on.Launch(new(area, 1, images), new SoftmaxGradientSumKernel<TView, TValue>(area, blocks, log, on.View(y), on.View(dy), on.View(sums.All)));
        on.Launch(
            new(area, blocks, images),
            new SoftmaxBackwardKernel<TView, TValue>(channels, area, blocks, log, on.View(y), on.View(dy), on.View(sums.All), on.Sink(dx, accumulate)));
    }
}

/// <summary>Sixteen partial sums of dy·y, or of dy, over the channels of each pixel.</summary>
public readonly struct SoftmaxGradientSumKernel<TView, TValue>(int area, int blocks, int logarithm, TView y, TView dy, TView sums) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue sum = TValue.Zero;

        for (int b = 0; b < blocks; b++)
        {
            int at = (((((plane * blocks) + b) * area) + column) * 16) + lane;
            sum = logarithm == 0 ? TValue.MultiplyAdd(dy[at], y[at], sum) : sum + dy[at];
        }

        sums[(((plane * area) + column) * 16) + lane] = sum;
    }
}

public readonly struct SoftmaxBackwardKernel<TView, TValue>(int channels, int area, int blocks, int logarithm, TView y, TView dy, TView sums, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((((plane * blocks) + row) * area) + column) * 16) + lane;
        TValue sum = TValue.Of(LaneFold.Sum<TView, TValue>(sums, ((plane * area) + column) * 16));
        TValue value = logarithm == 0 ? y[at] * (dy[at] - sum) : dy[at] - (Functions.Exp(y[at]) * sum);
        dx.Put(at, TValue.Keep(value, lane, channels - (row * 16)));
    }
}
