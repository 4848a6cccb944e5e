using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>Moments of runs of a block's pixels, each read twice while a cache still holds it.</summary>
internal static unsafe class PixelMoments
{
    public const int Floats = 48;

    /// <param name="total">What the runs before came to; written anew by the first.</param>
    public static void Add(int pixels, float* run, Moments<Block>* total, bool first)
    {
        Moments<Block> moments = Of(pixels, run);
        *total = first ? moments : Moments<Block>.Combine(*total, moments);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Moments<Block> Of(int pixels, float* run)
    {
        Block* y = (Block*)run;
        Block a = default, b = default, c = default, d = default;
        int i = 0;

        for (; i + 3 < pixels; i += 4)
        {
            a += y[i];
            b += y[i + 1];
            c += y[i + 2];
            d += y[i + 3];
        }

        for (; i < pixels; i++)
        {
            a += y[i];
        }

        Moments<Block> moments;
        moments.Count = Block.Of(pixels);
        Block m = (a + b + (c + d)) / moments.Count;
        moments.Mean = m;
        (a, b, c, d) = (default, default, default, default);

        for (i = 0; i + 3 < pixels; i += 4)
        {
            Block p = y[i] - m, q = y[i + 1] - m, r = y[i + 2] - m, s = y[i + 3] - m;
            a = Block.MultiplyAdd(p, p, a);
            b = Block.MultiplyAdd(q, q, b);
            c = Block.MultiplyAdd(r, r, c);
            d = Block.MultiplyAdd(s, s, d);
        }

        for (; i < pixels; i++)
        {
            Block p = y[i] - m;
            a = Block.MultiplyAdd(p, p, a);
        }

        moments.Squares = a + b + (c + d);
        return moments;
    }
}
