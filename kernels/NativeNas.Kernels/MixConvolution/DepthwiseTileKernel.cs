using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Where a thread's tile lies, and of the outputs it wrote the first, Σ (y − first), Σ (y − first)² and their number.</summary>
public struct TileMoments<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public int Plane, Block, Row, Column, Count;

    public TValue First, Sum, Squares;
}

/// <summary>
/// y = depthwise(read(x), w) of a run of blocks with one window, a group a tile, and where they are counted the moments
/// of each tile. An input is read and computed once a tile, not once a tap.
/// </summary>
/// <param name="moments">[blocks of the run, pieces, 3, 16], a tile a piece: count, mean, Σ (y − mean)².</param>
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
            int image = plane / t.Run.Blocks;
            state.Block = t.Run.FirstBlock + plane - (image * t.Run.Blocks);
            state.Plane = (image * t.Blocks) + state.Block;
            state.Row = row * t.Rows;
            state.Column = column * t.Columns;
            int top = (state.Row * t.Run.Window.StrideHeight) - t.Run.Window.Top, left = (state.Column * t.Run.Window.StrideWidth) - t.Run.Window.Left;
            TileTaps.Load<TView, TValue, TReading, TShared>(t.Input, 0, reading, x, thread, state.Plane, state.Block, top, left, shared);
        }
        else
        {
            TValue count = TValue.Of(state.Count), most = TValue.Of(state.Count == 0 ? 1f : state.Count), mean = state.Sum / most;
            shared[thread * 3] = TValue.Lane(count, 0);
            shared[(thread * 3) + 1] = TValue.Lane(state.First + mean, 0);
            shared[(thread * 3) + 2] = TValue.Lane(TValue.Max(TValue.MultiplySubtract(mean, state.Sum, state.Squares), TValue.Zero), 0);
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
            Moments<TValue> total = MomentsTotal.Shared<TValue, TShared>(thread, shared);
            (state.First, state.Sum, state.Squares) = (total.Count, total.Mean, total.Squares);
        }
    }

    public void Store(int thread, int column, int row, int plane, in TileMoments<TValue> state)
    {
        if ((counted != 0) & (thread < 16))
        {
            int image = plane / t.Run.Blocks, piece = (((image * t.TileRows) + row) * t.TileColumns) + column;
            int at = ((((state.Block - t.Run.FirstBlock) * t.Pieces) + piece) * 48) + thread;
            moments[at] = state.First;
            moments[at + 16] = state.Sum;
            moments[at + 32] = state.Squares;
        }
    }

    private void Convolve<TShared>(int thread, TShared shared, ref TileMoments<TValue> state)
        where TShared : struct, IShared
    {
        int lane = thread & 15, r = 0, c = thread >> 4;
        int filter = t.Run.Start + ((state.Block - t.Run.FirstBlock) * size.Value * size.Value * 16) + lane;

        while (c >= t.Columns)
        {
            c -= t.Columns;
            r += 4;
        }

        while (r < t.Rows)
        {
            FourRows<TValue> sum = TileTaps.Sum<TView, TValue, TSize, TShared>(t.Input, size, t.Run.Window.StrideHeight, t.Run.Window.DilationHeight, w, filter, 16, lane, r, c, shared);
            Put(lane, r, c, sum.A, ref state);
            Put(lane, r + 1, c, sum.B, ref state);
            Put(lane, r + 2, c, sum.C, ref state);
            Put(lane, r + 3, c, sum.D, ref state);
            c += TileTaps.Spots;

            while (c >= t.Columns)
            {
                c -= t.Columns;
                r += 4;
            }
        }
    }

    private void Put(int lane, int r, int c, TValue value, ref TileMoments<TValue> state)
    {
        int oy = state.Row + r, ox = state.Column + c;

        if ((oy < t.OutHeight) & (ox < t.OutWidth))
        {
            y[(((((state.Plane * t.OutHeight) + oy) * t.OutWidth) + ox) * 16) + lane] = value;
            state.First = state.Count == 0 ? value : state.First;
            TValue apart = value - state.First;
            state.Sum += apart;
            state.Squares = TValue.MultiplyAdd(apart, apart, state.Squares);
            state.Count++;
        }
    }
}
