using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Softmax;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Loss;

/// <summary>
/// losses[n] = ln Σ e^(x − max) − (1 − ε)·(x_label − max) − ε/C·Σ (x − max) for logits [N, C, 1, 1]: the cross entropy
/// against the target (1 − ε)·onehot + ε/C. A label that is no class has the one-hot 0.
/// </summary>
public readonly struct CrossEntropyForward(int images, int channels, float smoothing, Region x, Region labels, Region losses) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer maxima = on.Allocate(images * 16), sums = on.Allocate(images * 16), plain = on.Allocate(images * 16);
        new ChannelMaximum(images, channels, 1, x, maxima.All).Run(on);
        new ChannelSum<Exponential>(images, channels, 1, x, maxima.All, sums.All).Run(on);
        new ChannelSum<Itself>(images, channels, 1, x, maxima.All, plain.All).Run(on);
        on.Launch(
            Extent.Flat(losses.Length),
            new CrossEntropyForwardKernel<TView, TValue>(
                images,
                channels,
                smoothing,
                on.View(x),
                on.View(labels),
                on.View(maxima.All),
                on.View(sums.All),
                on.View(plain.All),
                on.View(losses)));
    }
}

public readonly struct CrossEntropyForwardKernel<TView, TValue>(
    int images, int channels, float smoothing, TView x, TView labels, TView maxima, TView sums, TView plain, TView losses) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int first = (column * 16) + lane, stride = (channels + 15) >> 4 << 4;
        TValue total = TValue.Of(1f), target = TValue.Zero, all = TValue.Zero;

        for (int i = 0; i < TValue.Lanes; i++)
        {
            int n = first + i;

            if (n < images)
            {
                // Chosen, not branched on: OpenCL turns comparisons of branches round, and NaN passes the turned ones.
                float label = labels.Cell(n), known = label >= 0f ? label : -1f;
                int index = (int)(known < channels ? known : -1f);
                total = TValue.WithLane(total, i, LaneFold.Sum<TView, TValue>(sums, n * 16));
                all = TValue.WithLane(all, i, LaneFold.Sum<TView, TValue>(plain, n * 16));

                if (index >= 0)
                {
                    target = TValue.WithLane(target, i, x.Cell((n * stride) + index) - LaneFold.Maximum<TView, TValue>(maxima, n * 16));
                }
            }
        }

        TValue loss = TValue.MultiplyAdd(target, TValue.Of(smoothing - 1f), Functions.Log(total));

        // Without smoothing an infinitely unlikely other class must not make 0·∞.
        loss = smoothing > 0f ? TValue.MultiplyAdd(all, TValue.Of(-smoothing / channels), loss) : loss;
        losses[first] = TValue.Keep(loss, lane, images - (column * 16));
    }
}
