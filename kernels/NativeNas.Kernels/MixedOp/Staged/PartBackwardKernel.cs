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
public readonly struct PartBackwardKernel<TView, TValue>(PartTiles tiles, Eight<TilePart<TView>> parts, PoolReaders<TView, TValue> pools, TView x, Sink<TView, TValue> dx, int count)
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

            if (pools.Any)
            {
                sum += pools.Sum(lane, ix, iy, plane);
            }

            dx.Put(at, sum);
        }
    }
}
