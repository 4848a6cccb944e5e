using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>
/// dx = relu′(x)·Σ_k depthwiseᵀ(d_k, w_k) + what the poolings' gradients give, at stride 1: a group a tile of inputs, a
/// stage a candidate, so that dx is written once.
/// </summary>
/// <param name="parts">X is d_k, and windows are those from outputs to inputs.</param>
/// <param name="average">1 where there is a gradient of an average pooling; so largest of a maximum, whose winning taps winners holds.</param>
public readonly struct PartBackwardKernel<TView, TValue>(
    PartTiles tiles, int count, Eight<TilePart<TView>> parts, TView x, PlaneGeometry pool, int average, TView daverage, int largest, TView dlargest, TView winners, Sink<TView, TValue> dx)
    : IStagedKernel<PartState<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public static int Threads => PartSums.Threads;

    public static int Shared => PartSums.Shared;

    public int Stages => count;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref PartState<TValue> state)
        where TShared : struct, IShared
    {
        TilePart<TView> part = parts[stage];
        state.Block = plane % tiles.Blocks;
        TileTaps.Load<TView, TValue, PlainReading<TValue>, TShared>(
            tiles.Input(part.Span), 0, default, part.X, thread, plane, state.Block, (row * PartTiles.Side) - part.Top, (column * PartTiles.Side) - part.Left, shared);
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref PartState<TValue> state)
        where TShared : struct, IShared
    {
        TilePart<TView> part = parts[stage];
        int taps = part.Size * part.Size;
        FourRows<TValue> sums = PartSums.Of<TView, TValue, TShared>(tiles, part, thread, (((state.Block * taps) + taps - 1) * 16) + (thread & 15), -16, shared);
        state.Sums.A += sums.A;
        state.Sums.B += sums.B;
        state.Sums.C += sums.C;
        state.Sums.D += sums.D;
    }

    public void Store(int thread, int column, int row, int plane, in PartState<TValue> state)
    {
        int iy = (row * PartTiles.Side) + ((thread >> 7) * 4), ix = (column * PartTiles.Side) + ((thread >> 4) & 7);
        Put(plane, iy, ix, thread & 15, state.Sums.A);
        Put(plane, iy + 1, ix, thread & 15, state.Sums.B);
        Put(plane, iy + 2, ix, thread & 15, state.Sums.C);
        Put(plane, iy + 3, ix, thread & 15, state.Sums.D);
    }

    private void Put(int plane, int iy, int ix, int lane, TValue sum)
    {
        if ((iy < tiles.OutHeight) & (ix < tiles.OutWidth))
        {
            int at = (((((plane * tiles.OutHeight) + iy) * tiles.OutWidth) + ix) * 16) + lane;
            sum = TValue.IfLess(TValue.Zero, x[at], sum, TValue.Zero);

            if ((average | largest) != 0)
            {
                sum += Pools(plane, iy, ix, lane);
            }

            dx.Put(at, sum);
        }
    }

    /// <summary>From every output whose window holds the input.</summary>
    private TValue Pools(int plane, int row, int column, int lane)
    {
        TValue sum = TValue.Zero;

        for (int i = 0; i < pool.Window.KernelHeight; i++)
        {
            for (int j = 0; j < pool.Window.KernelWidth; j++)
            {
                int oy = row + pool.Window.Top - (i * pool.Window.DilationHeight), ox = column + pool.Window.Left - (j * pool.Window.DilationWidth);

                if (((uint)oy < (uint)pool.OutHeight) & ((uint)ox < (uint)pool.OutWidth))
                {
                    int at = (((((plane * pool.OutHeight) + oy) * pool.OutWidth) + ox) * 16) + lane;

                    if (average != 0)
                    {
                        sum += daverage[at];
                    }

                    if (largest != 0)
                    {
                        sum += TValue.IfEqual(winners[at], TValue.Of((i * pool.Window.KernelWidth) + j), dlargest[at], TValue.Zero);
                    }
                }
            }
        }

        return sum;
    }
}
