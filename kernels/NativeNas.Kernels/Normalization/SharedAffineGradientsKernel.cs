using System.Runtime.CompilerServices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>Σ dy and Σ dy·(x − mean) by groups of threads.</summary>
public readonly struct SharedAffineGradientsKernel<TView, TValue>(PixelTiles tiles, TView x, TView dy, TView mean, AffineGradientsKernel<TView, TValue> gradients)
    : ISharedReduction<AffineSums<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AffineSums<TValue> Gather(int lane, int group, int piece, int slot, int slots)
    {
        PixelTile tile = tiles.Tile(group, piece, slot);
        TValue m = mean[(group * 16) + lane], a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;
        int step = 16 * slots;

        for (int n = 0; n < tile.Images; n++)
        {
            int at = tile.First + (n * tile.Pitch) + lane, end = tile.End + (n * tile.Pitch);

            for (; at + step < end; at += 2 * step)
            {
                TValue p = dy[at], q = dy[at + step], r = x[at] - m, s = x[at + step] - m;
                a += p;
                b += q;
                c = TValue.MultiplyAdd(p, r, c);
                d = TValue.MultiplyAdd(q, s, d);
            }

            if (at < end)
            {
                TValue p = dy[at];
                a += p;
                c = TValue.MultiplyAdd(p, x[at] - m, c);
            }
        }

        AffineSums<TValue> sums;
        sums.Shift = a + b;
        sums.Scale = c + d;
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AffineSums<TValue> Combine(AffineSums<TValue> a, AffineSums<TValue> b) => gradients.Combine(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, AffineSums<TValue> total) => gradients.Store(lane, group, total);
}
