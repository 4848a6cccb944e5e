using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>The tiles of the depthwise parts of a launch, all of one size of output and one stride: 8 × 8 outputs, four of a column a thread.</summary>
/// <param name="Blocks">Of an image.</param>
public readonly record struct PartTiles(int Images, int Blocks, int Height, int Width, int OutHeight, int OutWidth, int Stride)
{
    public const int Side = 8;

    /// <summary>Pixels along the edge of what a tile may read.</summary>
    public const int Edge = 24;

    public int TilesAnImage => ((OutWidth + Side - 1) / Side) * ((OutHeight + Side - 1) / Side);

    /// <summary>A group a tile of each part.</summary>
    public Extent Groups(int parts) => new((OutWidth + Side - 1) / Side, (OutHeight + Side - 1) / Side, checked(parts * Images * Blocks));

    public static bool Fits(Window w) =>
        w.KernelHeight == w.KernelWidth && w.DilationHeight == w.DilationWidth && w.StrideHeight == w.StrideWidth
        && ((Side - 1) * w.StrideHeight) + w.SpanHeight <= Edge;

    internal TileInput Input(int span) => new(Height, Width, ((Side - 1) * Stride) + span, ((Side - 1) * Stride) + span);
}

/// <summary>Where a thread's tile lies, and its four sums.</summary>
public struct PartState<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public int Part, Plane, Block, Row, Column;

    public FourRows<TValue> Sums;
}

/// <summary>Sums of a part over the taps of its window.</summary>
internal static class PartSums
{
    public const int Threads = 256;

    public const int Shared = PartTiles.Edge * PartTiles.Edge * 16;

    /// <summary>The four outputs of a thread: a column of eight, its upper or its lower half.</summary>
    /// <param name="filter">The first tap's weight; the next lies step floats further.</param>
    public static FourRows<TValue> Of<TView, TValue, TShared>(PartTiles tiles, TilePart<TView> part, int thread, int filter, int step, TShared shared)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TShared : struct, IShared
    {
        int lane = thread & 15, c = (thread >> 4) & 7, r = (thread >> 7) * 4;
        TileInput input = tiles.Input(part.Span);
        FourRows<TValue> sums;

        switch (part.Size)
        {
            case 3:
                sums = TileTaps.Sum<TView, TValue, S3, TShared>(input, default, tiles.Stride, part.Dilation, part.W, filter, step, lane, r, c, shared);
                break;
            case 5:
                sums = TileTaps.Sum<TView, TValue, S5, TShared>(input, default, tiles.Stride, part.Dilation, part.W, filter, step, lane, r, c, shared);
                break;
            default:
                sums = TileTaps.Sum<TView, TValue, AnySize, TShared>(input, new(part.Size), tiles.Stride, part.Dilation, part.W, filter, step, lane, r, c, shared);
                break;
        }

        return sums;
    }
}
