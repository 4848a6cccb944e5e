using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>
/// Of every channel: the mean, the variance as running statistics take it (Σ(x − mean)²/(n − 1) where unbiased and
/// n is above 1, else /n), and 1/√(Σ(x − mean)²/n + ε).
/// </summary>
public readonly struct BatchStatistics(PixelPieces pieces, float epsilon, bool unbiased, Region x, Region mean, Region variance, Region inverse) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        BatchStatisticsKernel<TView, TValue> kernel =
            new(pieces, epsilon, unbiased ? 1 : 0, on.View(x), on.View(mean), on.View(variance), on.View(inverse));

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(pieces.Images, pieces.Blocks, pieces.Area);
            on.ReduceShared<SharedBatchStatisticsKernel<TView, TValue>, Moments<TValue>>(pieces.Blocks, tiles.Count, new(tiles, on.View(x), kernel));
        }
        else
        {
            on.Reduce<BatchStatisticsKernel<TView, TValue>, Moments<TValue>>(pieces.Blocks, pieces.Pieces, kernel);
        }
    }
}

public readonly struct BatchStatisticsKernel<TView, TValue>(PixelPieces pieces, float epsilon, int unbiased, TView x, TView mean, TView variance, TView inverse)
    : IReduction<Moments<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Moments<TValue> Gather(int lane, int group, int piece)
    {
        int first = pieces.FirstPixel(piece), last = pieces.LastPixel(piece), firstImage = pieces.FirstImage(piece), lastImage = pieces.LastImage(piece);
        Moments<TValue> moments;
        moments.Count = TValue.Of((last - first) * (lastImage - firstImage));
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;

        for (int n = firstImage; n < lastImage; n++)
        {
            int at = pieces.At(n, group, first) + lane, end = pieces.At(n, group, last);

            for (; at + 48 < end; at += 64)
            {
                a += x[at];
                b += x[at + 16];
                c += x[at + 32];
                d += x[at + 48];
            }

            for (; at < end; at += 16)
            {
                a += x[at];
            }
        }

        TValue m = (a + b + (c + d)) / moments.Count;
        moments.Mean = m;
        (a, b, c, d) = (TValue.Zero, TValue.Zero, TValue.Zero, TValue.Zero);

        for (int n = firstImage; n < lastImage; n++)
        {
            int at = pieces.At(n, group, first) + lane, end = pieces.At(n, group, last);

            for (; at + 48 < end; at += 64)
            {
                TValue p = x[at] - m, q = x[at + 16] - m, r = x[at + 32] - m, s = x[at + 48] - m;
                a = TValue.MultiplyAdd(p, p, a);
                b = TValue.MultiplyAdd(q, q, b);
                c = TValue.MultiplyAdd(r, r, c);
                d = TValue.MultiplyAdd(s, s, d);
            }

            for (; at < end; at += 16)
            {
                TValue p = x[at] - m;
                a = TValue.MultiplyAdd(p, p, a);
            }
        }

        moments.Squares = a + b + (c + d);
        return moments;
    }

    public Moments<TValue> Combine(Moments<TValue> a, Moments<TValue> b) => Moments<TValue>.Combine(a, b);

    public void Store(int lane, int group, Moments<TValue> total)
    {
        int at = (group * 16) + lane;
        TValue one = TValue.Of(1f), population = total.Squares / total.Count;
        TValue fewer = unbiased == 0 ? total.Count : TValue.IfLess(one, total.Count, total.Count - one, one);
        mean[at] = total.Mean;
        variance[at] = total.Squares / fewer;
        inverse[at] = one / TValue.Sqrt(population + TValue.Of(epsilon));
    }
}
