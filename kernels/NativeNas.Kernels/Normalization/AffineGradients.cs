using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Normalization;

/// <summary>dβ = Σ dy and dγ = Σ dy·x̂ over images and pixels, x̂ = (x − mean)·inverse.</summary>
public readonly struct AffineGradients(PixelPieces pieces, Region x, Region dy, Region mean, Region inverse, Region dgamma, Region dbeta) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        AffineGradientsKernel<TView, TValue> kernel =
            new(pieces, on.View(x), on.View(dy), on.View(mean), on.View(inverse), on.View(dgamma), on.View(dbeta));

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(pieces.Images, pieces.Blocks, pieces.Area);
            on.ReduceShared<SharedAffineGradientsKernel<TView, TValue>, AffineSums<TValue>>(
                pieces.Blocks, tiles.Count, new(tiles, on.View(x), on.View(dy), on.View(mean), kernel));
        }
        else
        {
            on.Reduce<AffineGradientsKernel<TView, TValue>, AffineSums<TValue>>(pieces.Blocks, pieces.Pieces, kernel);
        }
    }
}

/// <summary>Σ dy and Σ dy·(x − mean) of a piece.</summary>
public struct AffineSums<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Shift, Scale;

    public static AffineSums<TValue> Combine(AffineSums<TValue> a, AffineSums<TValue> b)
    {
        a.Shift += b.Shift;
        a.Scale += b.Scale;
        return a;
    }
}

public readonly struct AffineGradientsKernel<TView, TValue>(PixelPieces pieces, TView x, TView dy, TView mean, TView inverse, TView dgamma, TView dbeta)
    : IReduction<AffineSums<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AffineSums<TValue> Gather(int lane, int group, int piece)
    {
        int first = pieces.FirstPixel(piece), last = pieces.LastPixel(piece), lastImage = pieces.LastImage(piece);
        TValue m = mean[(group * 16) + lane];
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;

        for (int n = pieces.FirstImage(piece); n < lastImage; n++)
        {
            int at = pieces.At(n, group, first) + lane, end = pieces.At(n, group, last);

            for (; at + 16 < end; at += 32)
            {
                TValue p = dy[at], q = dy[at + 16];
                a += p;
                b += q;
                c = TValue.MultiplyAdd(p, x[at] - m, c);
                d = TValue.MultiplyAdd(q, x[at + 16] - m, d);
            }

            if (at < end)
            {
                a += dy[at];
                c = TValue.MultiplyAdd(dy[at], x[at] - m, c);
            }
        }

        AffineSums<TValue> sums;
        sums.Shift = a + b;
        sums.Scale = c + d;
        return sums;
    }

    public AffineSums<TValue> Combine(AffineSums<TValue> a, AffineSums<TValue> b) => AffineSums<TValue>.Combine(a, b);

    public void Store(int lane, int group, AffineSums<TValue> total)
    {
        int at = (group * 16) + lane;
        dbeta[at] = total.Shift;
        dgamma[at] = total.Scale * inverse[at];
    }
}
