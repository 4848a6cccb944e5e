using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// dw by groups of threads: a warp has a column of taps and walks down columns of the image, dy and the column of x under
/// the taps in registers; then the slots of a warp, which took columns in turn, are summed in order. A group's strip of
/// rows is its column in the grid, its run of images its row, its block its plane; partial is [blocks, taps, pieces, 16].
/// </summary>
public readonly struct DepthwiseWeightKernel<TView, TValue, TSize>(PlaneGeometry g, WeightPieces pieces, TView x, TView dy, TView partial) : IStagedKernel<TapLine<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    private const int Warp = 32;

    public static int Threads => Warp * default(TSize).Value;

    public static int Shared => Size * Threads * TValue.Lanes;

    public int Stages => 1;

    private static int Size => default(TSize).Value;

    /// <summary>Threads that share a pixel.</summary>
    private static int Width => 16 / TValue.Lanes;

    private static int Slots => Warp / Width;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TapLine<TValue> sums)
        where TShared : struct, IShared
    {
        int j = thread / Warp, slot = thread % Warp / Width, lane = thread % Width * TValue.Lanes;
        int firstRow = column * pieces.Rows, lastRow = firstRow + pieces.Rows < g.OutHeight ? firstRow + pieces.Rows : g.OutHeight;
        int first = row * pieces.Images, last = first + pieces.Images < g.Images ? first + pieces.Images : g.Images;

        for (int image = first; image < last; image++)
        {
            for (int ox = slot; ox < g.OutWidth; ox += Slots)
            {
                int ix = (ox * g.Window.StrideWidth) + (j * g.Window.DilationWidth) - g.Window.Left, at = (image * g.Blocks) + plane;

                if ((uint)ix < (uint)g.Width)
                {
                    Walk(firstRow, lastRow, (((at * g.OutHeight * g.OutWidth) + ox) * 16) + lane, (((at * g.Height * g.Width) + ix) * 16) + lane, ref sums);
                }
            }
        }

        Share(shared, 0, thread, sums.A);
        Share(shared, 1, thread, sums.B);
        Share(shared, 2, thread, sums.C);

        if (Size > 3)
        {
            Share(shared, 3, thread, sums.D);
            Share(shared, 4, thread, sums.E);
        }

        if (Size > 5)
        {
            Share(shared, 5, thread, sums.F);
            Share(shared, 6, thread, sums.G);
        }
    }

    /// <summary>Each slot of a warp sums the slots of its share of the taps, every slots-th.</summary>
    public void Step<TShared>(int thread, int stage, TShared shared, ref TapLine<TValue> sums)
        where TShared : struct, IShared
    {
        int slot = thread % Warp / Width;
        sums.A = Sum(shared, slot, thread);
        sums.B = Sum(shared, slot + Slots, thread);
        sums.C = Sum(shared, slot + (2 * Slots), thread);
        sums.D = Sum(shared, slot + (3 * Slots), thread);
    }

    public void Store(int thread, int column, int row, int plane, in TapLine<TValue> sums)
    {
        int slot = thread % Warp / Width, piece = (row * pieces.Strips) + column;
        Put(slot, thread, piece, plane, sums.A);
        Put(slot + Slots, thread, piece, plane, sums.B);
        Put(slot + (2 * Slots), thread, piece, plane, sums.C);
        Put(slot + (3 * Slots), thread, piece, plane, sums.D);
    }

    /// <summary>Output rows first … last − 1 of one column, a dilation apart where that spares reading an input twice.</summary>
    /// <param name="outputs">dy's cell in row 0.</param>
    /// <param name="inputs">x's cell in row 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Walk(int first, int last, int outputs, int inputs, ref TapLine<TValue> sums)
    {
        int stride = g.Window.StrideHeight, dilation = g.Window.DilationHeight, top = g.Window.Top;
        TapLine<TValue> line = default;

        if (stride == 1)
        {
            for (int phase = 0; phase < dilation; phase++)
            {
                for (int i = 0; i < Size - 1; i++)
                {
                    line.Push(Read(inputs, first + phase + (i * dilation) - top));
                }

                for (int oy = first + phase; oy < last; oy += dilation)
                {
                    line.Push(Read(inputs, oy + ((Size - 1) * dilation) - top));
                    sums.Add(dy[outputs + (oy * g.OutWidth * 16)], line, Size);
                }
            }
        }
        else
        {
            for (int oy = first; oy < last; oy++)
            {
                for (int i = 0; i < Size; i++)
                {
                    line.Push(Read(inputs, (oy * stride) + (i * dilation) - top));
                }

                sums.Add(dy[outputs + (oy * g.OutWidth * 16)], line, Size);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Read(int inputs, int row)
    {
        TValue value = TValue.Zero;

        if ((uint)row < (uint)g.Height)
        {
            value = x[inputs + (row * g.Width * 16)];
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Share<TShared>(TShared shared, int tap, int thread, TValue sum)
        where TShared : struct, IShared => shared.At<TValue>((tap * Threads) + thread) = sum;

    /// <param name="tap">From the last row of taps up.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TValue Sum<TShared>(TShared shared, int tap, int thread)
        where TShared : struct, IShared
    {
        TValue sum = TValue.Zero;

        if (tap < Size)
        {
            int at = (tap * Threads) + (thread / Warp * Warp) + (thread % Width);

            for (int slot = 0; slot < Slots; slot++)
            {
                sum += shared.At<TValue>(at + (slot * Width));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int tap, int thread, int piece, int block, TValue sum)
    {
        if (tap < Size)
        {
            int group = (((block * Size) + Size - 1 - tap) * Size) + (thread / Warp);
            partial.At<TValue>((((group * pieces.Count) + piece) * Width) + (thread % Width)) = sum;
        }
    }
}
