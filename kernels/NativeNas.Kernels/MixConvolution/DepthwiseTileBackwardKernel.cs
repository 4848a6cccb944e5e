using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Where a thread's tile lies, and Σ d and Σ d·(x − mean) of what it wrote.</summary>
public struct TileSums<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TilePlace Place;

    public AffineSums<TValue> Sums;
}

/// <summary>
/// d = read′(x)·Σ dy·w over the outputs that read x, at stride 1: the forward kernel over dy with its taps in the
/// reverse order, a group a tile of inputs; and the sums of each tile, which the gradient of x's norm reads.
/// </summary>
/// <param name="t">From dy to x: the window's padding is what its span leaves.</param>
/// <param name="counted">0 where there is no norm: then read is not applied and x not read.</param>
/// <param name="sums">[blocks of the run, pieces, lanes], a tile a piece.</param>
public readonly struct DepthwiseTileBackwardKernel<TView, TValue, TSize, TReading>(
    TileGeometry t, TSize size, TReading reading, TView x, TView w, TView dy, Sink<TView, TValue> d, int counted, TView sums) : IStagedKernel<TileSums<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
    where TReading : struct, IReading<TValue>
{
    public static int Threads => TileTaps.Threads;

    public static int Shared => TileGeometry.Edge(default(TSize).Value) * TileGeometry.Edge(default(TSize).Value) * 16;

    public int Stages => counted == 0 ? 1 : 2;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TileSums<TValue> state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            TilePlace place = state.Place = t.Place(column, row, plane);
            TileTaps.Load<TView, TValue, PlainReading<TValue>, TShared>(
                t.Input, 0, default, dy, thread, place.Plane, place.Block, place.Row - t.Run.Window.Top, place.Column - t.Run.Window.Left, shared);
        }
        else
        {
            shared.At<AffineSums<TValue>>(thread) = state.Sums;
        }
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref TileSums<TValue> state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            Convolve(thread, shared, ref state);
        }
        else if (thread < 16)
        {
            AffineSums<TValue> total = shared.At<AffineSums<TValue>>(thread);

            for (int spot = 1; spot < TileSpot.SpotsAGroup; spot++)
            {
                total = AffineSums<TValue>.Combine(total, shared.At<AffineSums<TValue>>((spot * 16) + thread));
            }

            state.Sums = total;
        }
    }

    public void Store(int thread, int column, int row, int plane, in TileSums<TValue> state)
    {
        if ((counted != 0) & (thread < 16))
        {
            sums.At<AffineSums<TValue>>((t.Piece(column, row, plane) * 16) + thread) = state.Sums;
        }
    }

    private void Convolve<TShared>(int thread, TShared shared, ref TileSums<TValue> state)
        where TShared : struct, IShared
    {
        int lane = thread & 15, taps = size.Value * size.Value;
        int last = t.Run.Start + ((((state.Place.Block - t.Run.FirstBlock) * taps) + taps - 1) * 16) + lane;
        ChannelLine<TValue> line = reading.Channel((state.Place.Block * 16) + lane);

        for (TileSpot spot = TileSpot.First(thread, t.Columns, 4); spot.Row < t.Rows; spot = spot.Next(t.Columns, 4))
        {
            int r = spot.Row, c = spot.Column;
            FourRows<TValue> sum = TileTaps.Sum<TView, TValue, TSize, TShared>(t.Input, size, t.Run.Window.StrideHeight, t.Run.Window.DilationHeight, w, last, -16, lane, r, c, shared);
            Put(lane, r, c, sum.A, line, ref state);
            Put(lane, r + 1, c, sum.B, line, ref state);
            Put(lane, r + 2, c, sum.C, line, ref state);
            Put(lane, r + 3, c, sum.D, line, ref state);
        }
    }

    private void Put(int lane, int r, int c, TValue value, ChannelLine<TValue> line, ref TileSums<TValue> state)
    {
        int iy = state.Place.Row + r, ix = state.Place.Column + c;

        if ((iy < t.OutHeight) & (ix < t.OutWidth))
        {
            int at = (((((state.Place.Plane * t.OutHeight) + iy) * t.OutWidth) + ix) * 16) + lane;

            if (counted != 0)
            {
                TValue v = x[at];
                value = reading.Back(v, value, line);
                state.Sums.Shift += value;
                state.Sums.Scale = TValue.MultiplyAdd(value, v - line.Mean, state.Sums.Scale);
            }

            d.Put(at, value);
        }
    }
}
