using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Where a thread's tile lies, of the outputs it wrote the first, Σ (y − first), Σ (y − first)² and their number, and the tile's moments.</summary>
public struct TileMoments<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TilePlace Place;

    public Moments<TValue> Total;

    public int Count;

    public TValue First, Sum, Squares;
}

/// <summary>
/// y = depthwise(read(x), w) of a run of blocks with one window, a group a tile, and where they are counted the moments
/// of each tile. An input is read and computed once a tile, not once a tap.
/// </summary>
/// <param name="moments">[blocks of the run, pieces, lanes], a tile a piece.</param>
public readonly struct DepthwiseTileKernel<TView, TValue, TSize, TReading>(
    TileGeometry t, TSize size, TReading reading, TView x, TView w, TView y, int counted, TView moments) : IStagedKernel<TileMoments<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
    where TReading : struct, IReading<TValue>
{
    public static int Threads => TileTaps.Threads;

    public static int Shared => TileGeometry.Edge(default(TSize).Value) * TileGeometry.Edge(default(TSize).Value) * 16;

    public int Stages => counted == 0 ? 1 : 2;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TileMoments<TValue> state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            TilePlace place = state.Place = t.Place(column, row, plane);
            int top = (place.Row * t.Run.Window.StrideHeight) - t.Run.Window.Top, left = (place.Column * t.Run.Window.StrideWidth) - t.Run.Window.Left;
            TileTaps.Load<TView, TValue, TReading, TShared>(t.Input, 0, reading, x, thread, place.Plane, place.Block, top, left, shared);
        }
        else
        {
            TValue mean = state.Sum / TValue.Of(state.Count == 0 ? 1f : state.Count);
            Moments<TValue> own;
            own.Count = TValue.Of(state.Count);
            own.Mean = state.First + mean;
            own.Squares = TValue.Max(TValue.MultiplySubtract(mean, state.Sum, state.Squares), TValue.Zero);
            shared.At<Moments<TValue>>(thread) = own;
        }
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref TileMoments<TValue> state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            Convolve(thread, shared, ref state);
        }
        else if (thread < 16)
        {
            Moments<TValue> total = shared.At<Moments<TValue>>(thread);

            for (int spot = 1; spot < TileSpot.SpotsAGroup; spot++)
            {
                total = Moments<TValue>.Combine(total, shared.At<Moments<TValue>>((spot * 16) + thread));
            }

            state.Total = total;
        }
    }

    public void Store(int thread, int column, int row, int plane, in TileMoments<TValue> state)
    {
        if ((counted != 0) & (thread < 16))
        {
            moments.At<Moments<TValue>>((t.Piece(column, row, plane) * 16) + thread) = state.Total;
        }
    }

    private void Convolve<TShared>(int thread, TShared shared, ref TileMoments<TValue> state)
        where TShared : struct, IShared
    {
        int lane = thread & 15;
        int filter = t.Run.Start + ((state.Place.Block - t.Run.FirstBlock) * size.Value * size.Value * 16) + lane;

        for (TileSpot spot = TileSpot.First(thread, t.Columns, 4); spot.Row < t.Rows; spot = spot.Next(t.Columns, 4))
        {
            int r = spot.Row, c = spot.Column;
            FourRows<TValue> sum = TileTaps.Sum<TView, TValue, TSize, TShared>(t.Input, size, t.Run.Window.StrideHeight, t.Run.Window.DilationHeight, w, filter, 16, lane, r, c, shared);
            Put(lane, r, c, sum.A, ref state);
            Put(lane, r + 1, c, sum.B, ref state);
            Put(lane, r + 2, c, sum.C, ref state);
            Put(lane, r + 3, c, sum.D, ref state);
        }
    }

    private void Put(int lane, int r, int c, TValue value, ref TileMoments<TValue> state)
    {
        int oy = state.Place.Row + r, ox = state.Place.Column + c;

        if ((oy < t.OutHeight) & (ox < t.OutWidth))
        {
            y[(((((state.Place.Plane * t.OutHeight) + oy) * t.OutWidth) + ox) * 16) + lane] = value;
            state.First = state.Count == 0 ? value : state.First;
            TValue apart = value - state.First;
            state.Sum += apart;
            state.Squares = TValue.MultiplyAdd(apart, apart, state.Squares);
            state.Count++;
        }
    }
}
