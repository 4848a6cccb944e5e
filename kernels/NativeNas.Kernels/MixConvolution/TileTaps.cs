using System.Runtime.CompilerServices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Four outputs of one column, one below the other.</summary>
public struct FourRows<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue A, B, C, D;
}

/// <summary>The images that tiles read, and how much of them one does.</summary>
internal readonly record struct TileInput(int Height, int Width, int Rows, int Columns);

/// <summary>What the groups of tiled depthwise kernels do: a group is sixteen spots of sixteen lanes.</summary>
internal static class TileTaps
{
    public const int Threads = 256;

    /// <summary>What a tile reads, into shared memory; zeros outside the image.</summary>
    /// <param name="start">Where it goes in shared memory.</param>
    /// <param name="top">The image's row that is the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<TView, TValue, TReading, TShared>(
        TileInput t, int start, TReading reading, TView x, int thread, int plane, int block, int top, int left, TShared shared)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TReading : struct, IReading<TValue>
        where TShared : struct, IShared
    {
        int lane = thread & 15, rows = t.Rows, columns = t.Columns;
        ChannelLine<TValue> line = reading.Channel((block * 16) + lane);

        for (TileSpot spot = TileSpot.First(thread, columns, 1); spot.Row < rows; spot = spot.Next(columns, 1))
        {
            int iy = top + spot.Row, ix = left + spot.Column;
            TValue value = TValue.Zero;

            if (((uint)iy < (uint)t.Height) & ((uint)ix < (uint)t.Width))
            {
                value = reading.Of(x[(((((plane * t.Height) + iy) * t.Width) + ix) * 16) + lane], line);
            }

            shared[start + (((spot.Row * columns) + spot.Column) * 16) + lane] = TValue.Lane(value, 0);
        }
    }

    /// <summary>Σ x·w of four outputs from row r and column c of the tile on.</summary>
    /// <param name="filter">The first tap's weight of the lane; the next lies step floats further.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourRows<TValue> Sum<TView, TValue, TSize, TShared>(
        TileInput t, TSize size, int stride, int dilation, TView w, int filter, int step, int lane, int r, int c, TShared shared)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize
        where TShared : struct, IShared
    {
        int pitch = t.Columns * 16;
        int first = (r * stride * pitch) + (c * stride * 16) + lane;
        FourRows<TValue> sum;
        sum.A = sum.B = sum.C = sum.D = TValue.Zero;

        if ((stride == 1) & (dilation == 1))
        {
            for (int j = 0; j < size.Value; j++)
            {
                int at = first + (j * 16);
                TValue p = TValue.Of(shared[at]), q = TValue.Of(shared[at + pitch]), o = TValue.Of(shared[at + (2 * pitch)]);

                for (int i = 0; i < size.Value; i++)
                {
                    TValue v = TValue.Of(shared[at + ((i + 3) * pitch)]), tap = w[filter + (((i * size.Value) + j) * step)];
                    sum.A = TValue.MultiplyAdd(p, tap, sum.A);
                    sum.B = TValue.MultiplyAdd(q, tap, sum.B);
                    sum.C = TValue.MultiplyAdd(o, tap, sum.C);
                    sum.D = TValue.MultiplyAdd(v, tap, sum.D);
                    (p, q, o) = (q, o, v);
                }
            }
        }
        else
        {
            int next = stride * pitch;

            for (int i = 0; i < size.Value; i++)
            {
                for (int j = 0; j < size.Value; j++)
                {
                    int at = first + (i * dilation * pitch) + (j * dilation * 16);
                    TValue tap = w[filter + (((i * size.Value) + j) * step)];
                    sum.A = TValue.MultiplyAdd(TValue.Of(shared[at]), tap, sum.A);
                    sum.B = TValue.MultiplyAdd(TValue.Of(shared[at + next]), tap, sum.B);
                    sum.C = TValue.MultiplyAdd(TValue.Of(shared[at + (2 * next)]), tap, sum.C);
                    sum.D = TValue.MultiplyAdd(TValue.Of(shared[at + (3 * next)]), tap, sum.D);
                }
            }
        }

        return sum;
    }
}
