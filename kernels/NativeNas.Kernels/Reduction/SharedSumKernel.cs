using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>Σ term(x) of a block's pixels by groups of threads; the total goes where another reduction puts it.</summary>
public readonly struct SharedSumKernel<TView, TValue, TTerm, TTotal>(PixelTiles tiles, TView x, TTotal total) : ISharedReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TTerm : struct, ITerm
    where TTotal : struct, ICombination<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Gather(int lane, int group, int piece, int slot, int slots)
    {
        PixelTile tile = tiles.Tile(group, piece, slot);
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;
        int step = 16 * slots;

        for (int n = 0; n < tile.Images; n++)
        {
            int at = tile.First + (n * tile.Pitch) + lane, end = tile.End + (n * tile.Pitch);

            for (; at + (3 * step) < end; at += 4 * step)
            {
                TValue p = x[at], q = x[at + step], r = x[at + (2 * step)], s = x[at + (3 * step)];
                a += default(TTerm).Of(p);
                b += default(TTerm).Of(q);
                c += default(TTerm).Of(r);
                d += default(TTerm).Of(s);
            }

            for (; at < end; at += step)
            {
                a += default(TTerm).Of(x[at]);
            }
        }

        return a + b + (c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue a, TValue b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue sum) => total.Store(lane, group, sum);
}
