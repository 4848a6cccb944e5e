using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Loss;

/// <summary>dx = (p − target)·scale·dy with p = softmax(x); dy holds a number a sample, or one for all.</summary>
public readonly struct CrossEntropyBackward(
    int images, int channels, float smoothing, float scale, bool aSample, Region probabilities, Region labels, Region dy, Region dx, bool accumulate) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(
            new((channels + 15) >> 4, images, 1),
            new CrossEntropyBackwardKernel<TView, TValue>(
                channels,
                smoothing,
                scale,
                aSample ? 1 : 0,
                on.View(probabilities),
                on.View(labels),
                on.View(dy),
                on.Sink(dx, accumulate)));
}

public readonly struct CrossEntropyBackwardKernel<TView, TValue>(
    int channels, float smoothing, float scale, int aSample, TView probabilities, TView labels, TView dy, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int at = (((row * ((channels + 15) >> 4)) + column) * 16) + lane;
        TValue target = TValue.Of(smoothing / channels);

        for (int i = 0; i < TValue.Lanes; i++)
        {
            if (labels.Cell(row) == (column * 16) + lane + i)
            {
                target = TValue.WithLane(target, i, 1f - smoothing + (smoothing / channels));
            }
        }

        TValue slope = TValue.Of(scale * dy.Cell(aSample * row));
        dx.Put(at, TValue.Keep((probabilities[at] - target) * slope, lane, channels - (column * 16)));
    }
}
