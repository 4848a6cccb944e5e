using System.Runtime.CompilerServices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>
/// Moments by groups of threads, x read once: a thread sums its pixels' distances from its first, which are small where
/// their variance is, and the parts join as Chan, Golub and LeVeque join them.
/// </summary>
public readonly struct SharedBatchStatisticsKernel<TView, TValue>(PixelTiles tiles, TView x, BatchStatisticsKernel<TView, TValue> statistics)
    : ISharedReduction<Moments<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Moments<TValue> Gather(int lane, int group, int piece, int slot, int slots)
    {
        PixelTile tile = tiles.Tile(group, piece, slot);
        Moments<TValue> moments;
        moments.Count = TValue.Of(tile.Pixels(slots));
        TValue origin = tile.First < tile.End ? x[tile.First + lane] : TValue.Zero;
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;
        int step = 16 * slots;

        for (int n = 0; n < tile.Images; n++)
        {
            int at = tile.First + (n * tile.Pitch) + lane, end = tile.End + (n * tile.Pitch);

            for (; at + (3 * step) < end; at += 4 * step)
            {
                TValue p = x[at] - origin, q = x[at + step] - origin, r = x[at + (2 * step)] - origin, s = x[at + (3 * step)] - origin;
                a += p + q;
                b += r + s;
                c = TValue.MultiplyAdd(q, q, TValue.MultiplyAdd(p, p, c));
                d = TValue.MultiplyAdd(s, s, TValue.MultiplyAdd(r, r, d));
            }

            for (; at < end; at += step)
            {
                TValue p = x[at] - origin;
                a += p;
                c = TValue.MultiplyAdd(p, p, c);
            }
        }

        TValue sum = a + b, shift = sum / TValue.Max(moments.Count, TValue.Of(1f));
        moments.Mean = origin + shift;
        moments.Squares = TValue.Max(TValue.MultiplySubtract(sum, shift, c + d), TValue.Zero);
        return moments;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Moments<TValue> Combine(Moments<TValue> a, Moments<TValue> b) => Moments<TValue>.Combine(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, Moments<TValue> total) => statistics.Store(lane, group, total);
}
