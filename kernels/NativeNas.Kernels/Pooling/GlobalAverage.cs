using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>y[n,c] = Σ x[n,c,·]/area, in pieces of 1024 pixels.</summary>
public readonly struct GlobalAverage(int planes, int area, Region x, Region y) : IOperation
{
    private const int PixelsAPiece = 1024;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        GlobalAverageKernel<TView, TValue> kernel = new(area, PixelsAPiece, on.View(x), on.View(y));

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(1, planes, area);
            on.ReduceShared<SharedSumKernel<TView, TValue, Itself, GlobalAverageKernel<TView, TValue>>, TValue>(planes, tiles.Count, new(tiles, on.View(x), kernel));
        }
        else
        {
            on.Reduce<GlobalAverageKernel<TView, TValue>, TValue>(planes, (area + PixelsAPiece - 1) / PixelsAPiece, kernel);
        }
    }
}

public readonly struct GlobalAverageKernel<TView, TValue>(int area, int pixelsAPiece, TView x, TView y) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TValue Gather(int lane, int group, int piece)
    {
        int first = piece * pixelsAPiece, last = first + pixelsAPiece < area ? first + pixelsAPiece : area;
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;
        int at = (((group * area) + first) * 16) + lane, end = ((group * area) + last) * 16;

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

        return a + b + (c + d);
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total) => y[(group * 16) + lane] = total / TValue.Of(area);
}
