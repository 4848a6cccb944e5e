using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>A part's place in a launch, how much of the tile lies in the image, and the sums of one row of the part's taps.</summary>
public struct WeightState<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public int Part, Block, Rows, Columns;

    public SevenTaps<TValue> Sums;
}

/// <summary>
/// Σ dy·f(norm(x)) a tap, for the depthwise weights of several parts: a group takes a run of a part's tiles one after
/// the other, a spot one row of taps over some rows of the tile. Kernels are 3, 5 or 7 wide.
/// </summary>
/// <param name="parts">Y is dy.</param>
/// <param name="run">Tiles of a group, through the images.</param>
/// <param name="shares">[parts, blocks, pieces, 49, 16].</param>
public readonly struct PartWeightKernel<TView, TValue, TFunction>(PartTiles tiles, TFunction f, Eight<TilePart<TView>> parts, int run, int pieces, TView shares)
    : IStagedKernel<WeightState<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TFunction : struct, IUnary
{
    private const int Gradients = PartSums.Shared;

    public static int Threads => PartSums.Threads;

    public static int Shared => PartSums.Shared + (PartTiles.Side * PartTiles.Side * 16);

    public int Stages => run + 1;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref WeightState<TValue> state)
        where TShared : struct, IShared
    {
        state.Part = plane / tiles.Blocks;
        state.Block = plane - (state.Part * tiles.Blocks);
        TilePart<TView> part = parts[state.Part];

        if (stage == run)
        {
            for (int tap = 0; tap < part.Size; tap++)
            {
                shared[((((thread >> 4) * 7) + tap) * 16) + (thread & 15)] = TValue.Lane(state.Sums[tap], 0);
            }

            return;
        }

        int down = (tiles.OutHeight + PartTiles.Side - 1) / PartTiles.Side, across = (tiles.OutWidth + PartTiles.Side - 1) / PartTiles.Side;
        int tile = (column * run) + stage, image = tile / (down * across), place = tile - (image * down * across);
        int top = place / across * PartTiles.Side, left = place % across * PartTiles.Side, source = (image * tiles.Blocks) + state.Block;

        // Behind the last image a tile has no rows, and some image's are read.
        bool any = image < tiles.Images;
        source = any ? source : state.Block;
        state.Rows = any ? Inside(tiles.OutHeight - top) : 0;
        state.Columns = Inside(tiles.OutWidth - left);
        TileInput gradients = new(tiles.OutHeight, tiles.OutWidth, PartTiles.Side, PartTiles.Side);
        TileTaps.Load<TView, TValue, PartReading<TView, TValue, TFunction>, TShared>(
            tiles.Input(part.Span), 0, new(f, part), part.X, thread, source, state.Block, (top * tiles.Stride) - part.Top, (left * tiles.Stride) - part.Left, shared);
        TileTaps.Load<TView, TValue, PlainReading<TValue>, TShared>(gradients, Gradients, default, part.Y, thread, source, state.Block, top, left, shared);
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref WeightState<TValue> state)
        where TShared : struct, IShared
    {
        TilePart<TView> part = parts[state.Part];

        switch (part.Size)
        {
            case 3:
                Step<S3, TShared>(default, part, thread, stage, shared, ref state);
                break;
            case 5:
                Step<S5, TShared>(default, part, thread, stage, shared, ref state);
                break;
            default:
                Step<S7, TShared>(default, part, thread, stage, shared, ref state);
                break;
        }
    }

    public void Store(int thread, int column, int row, int plane, in WeightState<TValue> state)
    {
        int size = parts[state.Part].Size, spot = thread >> 4;

        if (spot < size)
        {
            int at = (((((((state.Part * tiles.Blocks) + state.Block) * pieces) + column) * 49) + (spot * size)) * 16) + (thread & 15);

            for (int tap = 0; tap < size; tap++)
            {
                shares[at + (tap * 16)] = state.Sums[tap];
            }
        }
    }

    private static int Inside(int left) => left < PartTiles.Side ? left : PartTiles.Side;

    /// <summary>A spot is row i of the taps over every 16 / size-th row of pixels; at the end the first spots add the others' sums.</summary>
    private void Step<TSize, TShared>(TSize size, TilePart<TView> part, int thread, int stage, TShared shared, ref WeightState<TValue> state)
        where TSize : struct, ISize
        where TShared : struct, IShared
    {
        int lane = thread & 15, spot = thread >> 4, share = spot / size.Value, shares = 16 / size.Value, i = spot - (share * size.Value);

        if (stage < run)
        {
            int pitch = tiles.Input(part.Span).Columns * 16, next = part.Dilation * 16;

            for (int r = share < shares ? share : PartTiles.Side; r < state.Rows; r += shares)
            {
                int at = (((r * tiles.Stride) + (i * part.Dilation)) * pitch) + lane;

                for (int c = 0; c < state.Columns; c++)
                {
                    TValue g = TValue.Of(shared[Gradients + (((r * PartTiles.Side) + c) * 16) + lane]);
                    state.Sums.Add(size, g, shared, at + (c * tiles.Stride * 16), next);
                }
            }
        }
        else if (share == 0)
        {
            for (int other = 1; other < shares; other++)
            {
                state.Sums.Add(size, TValue.Of(1f), shared, ((((other * size.Value) + i) * 7) * 16) + lane, 16);
            }
        }
    }
}

/// <summary>dw of each part from its pieces in order: column is the tap, row the block, plane the part.</summary>
/// <param name="targets">Where they go.</param>
public readonly struct PartWeightTotal<TView, TValue>(int channels, int blocks, int pieces, TView shares, Eight<WeightTarget<TView, TValue>> targets) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        WeightTarget<TView, TValue> target = targets[plane];
        int channel = (row * 16) + lane;

        if ((column < target.Taps) & ((channel < channels) | (target.Packed != 0)))
        {
            int at = (((((plane * blocks) + row) * pieces * 49) + column) * 16) + lane;
            TValue sum = TValue.Zero;

            for (int piece = 0; piece < pieces; piece++)
            {
                sum += shares[at + (piece * 49 * 16)];
            }

            target.Dw.PutCell(target.Packed == 0 ? (channel * target.Taps) + column : (((row * target.Taps) + column) * 16) + lane, TValue.Lane(sum, 0));
        }
    }
}

/// <summary>The gradient of a part's weights: dw[C, 1, K, K], or packed [blocks, taps, 16].</summary>
public readonly struct WeightTarget<TView, TValue>(int taps, int packed, Sink<TView, TValue> dw)
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public readonly int Taps = taps, Packed = packed;
    public readonly Sink<TView, TValue> Dw = dw;
}
