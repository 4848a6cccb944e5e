using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>The depthwise convolutions of several candidates in one launch, each over ReLU of what it reads: a group a tile of one of them.</summary>
public readonly struct PartForwardKernel<TView, TValue>(PartTiles tiles, Eight<TilePart<TView>> parts) : IStagedKernel<PartState<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public static int Threads => PartSums.Threads;

    public static int Shared => PartSums.Shared;

    public int Stages => 1;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref PartState<TValue> state)
        where TShared : struct, IShared
    {
        int planes = tiles.Images * tiles.Blocks;
        state.Part = plane / planes;
        state.Plane = plane - (state.Part * planes);
        state.Block = state.Plane % tiles.Blocks;
        TilePart<TView> part = parts[state.Part];
        TileTaps.Load<TView, TValue, PartReading<TView, TValue, Relu>, TShared>(
            tiles.Input(part.Span), 0, new(default, part), part.X, thread, state.Plane, state.Block,
            (row * PartTiles.Side * tiles.Stride) - part.Top, (column * PartTiles.Side * tiles.Stride) - part.Left, shared);
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref PartState<TValue> state)
        where TShared : struct, IShared
    {
        TilePart<TView> part = parts[state.Part];
        state.Sums = PartSums.Of<TView, TValue, TShared>(tiles, part, thread, (state.Block * part.Size * part.Size * 16) + (thread & 15), 16, shared);
    }

    public void Store(int thread, int column, int row, int plane, in PartState<TValue> state)
    {
        TView y = parts[state.Part].Y;
        int oy = (row * PartTiles.Side) + ((thread >> 7) * 4), ox = (column * PartTiles.Side) + ((thread >> 4) & 7);
        Put(y, state.Plane, oy, ox, thread & 15, state.Sums.A);
        Put(y, state.Plane, oy + 1, ox, thread & 15, state.Sums.B);
        Put(y, state.Plane, oy + 2, ox, thread & 15, state.Sums.C);
        Put(y, state.Plane, oy + 3, ox, thread & 15, state.Sums.D);
    }

    private void Put(TView y, int plane, int oy, int ox, int lane, TValue value)
    {
        if ((oy < tiles.OutHeight) & (ox < tiles.OutWidth))
        {
            y[(((((plane * tiles.OutHeight) + oy) * tiles.OutWidth) + ox) * 16) + lane] = value;
        }
    }
}
