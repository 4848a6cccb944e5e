using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>dbias[c] = Σ dy[n,c,·,·] over images and pixels, a piece a run of images.</summary>
public readonly struct BiasGradient(int images, int channels, int area, Region dy, Region dbias, bool accumulate) : IOperation
{
    private const int MostPieces = 16;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = (channels + 15) >> 4, pieces = Math.Min(images, MostPieces);
        BiasGradientKernel<TView, TValue> kernel = new(images, blocks, area, pieces, on.View(dy), on.Sink(dbias, accumulate));

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(images, blocks, area);
            on.ReduceShared<SharedSumKernel<TView, TValue, Itself, BiasGradientKernel<TView, TValue>>, TValue>(blocks, tiles.Count, new(tiles, on.View(dy), kernel));
        }
        else
        {
            on.Reduce<BiasGradientKernel<TView, TValue>, TValue>(blocks, pieces, kernel);
        }
    }
}

public readonly struct BiasGradientKernel<TView, TValue>(int images, int blocks, int area, int pieces, TView dy, Sink<TView, TValue> dbias) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>Four sums side by side, so that one addition need not wait for another.</summary>
    public TValue Gather(int lane, int group, int piece)
    {
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;

        for (int image = images * piece / pieces; image < images * (piece + 1) / pieces; image++)
        {
            int at = (((image * blocks) + group) * area * 16) + lane, pixel = 0;

            for (; pixel + 4 <= area; pixel += 4, at += 64)
            {
                a += dy[at];
                b += dy[at + 16];
                c += dy[at + 32];
                d += dy[at + 48];
            }

            for (; pixel < area; pixel++, at += 16)
            {
                a += dy[at];
            }
        }

        return a + b + (c + d);
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total) => dbias.Put((group * 16) + lane, total);
}
