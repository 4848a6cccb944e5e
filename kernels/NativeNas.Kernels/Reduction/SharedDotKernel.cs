using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>Σ a·b of a block's pixels by groups of threads; the total goes where another reduction puts it.</summary>
public readonly struct SharedDotKernel<TView, TValue, TTotal>(PixelTiles tiles, TView a, TView b, TTotal total) : ISharedReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TTotal : struct, ICombination<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Gather(int lane, int group, int piece, int slot, int slots)
    {
        PixelTile tile = tiles.Tile(group, piece, slot);
        TValue even = TValue.Zero, odd = TValue.Zero;
        int step = 16 * slots;

        for (int n = 0; n < tile.Images; n++)
        {
            int at = tile.First + (n * tile.Pitch) + lane, end = tile.End + (n * tile.Pitch);

            for (; at + step < end; at += 2 * step)
            {
                TValue p = a[at], q = a[at + step], r = b[at], s = b[at + step];
                even = TValue.MultiplyAdd(p, r, even);
                odd = TValue.MultiplyAdd(q, s, odd);
            }

            if (at < end)
            {
                even = TValue.MultiplyAdd(a[at], b[at], even);
            }
        }

        return even + odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue p, TValue q) => p + q;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue sum) => total.Store(lane, group, sum);
}
