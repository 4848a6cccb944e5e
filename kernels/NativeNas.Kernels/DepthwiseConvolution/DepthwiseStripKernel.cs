using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// Depthwise convolution with stride 1, four output rows a dilation apart a thread: a column of inputs passes through
/// its registers, so that it reads k + 3 inputs a column of taps where four outputs alone read 4·k.
/// </summary>
/// <param name="firstTap">The float of a block's weights that the first tap reads.</param>
/// <param name="tapStep">Floats from a tap to the next: 16, or −16 where the filter is turned about, as for dx.</param>
public readonly struct DepthwiseStripKernel<TView, TValue, TSize>(
    PlaneGeometry g, TSize rows, TSize columns, int firstTap, int tapStep, TView x, TView w, Sink<TView, TValue> y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    /// <summary>A row of the extent is a strip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int dilation = g.Window.DilationHeight, cycle = row / dilation, first = row + (3 * cycle * dilation);
        int filter = (plane % g.Blocks * rows.Value * columns.Value * 16) + firstTap + lane, top = first - g.Window.Top, left = column - g.Window.Left;
        TValue a = TValue.Zero, b = TValue.Zero, c = TValue.Zero, d = TValue.Zero;

        for (int j = 0; j < columns.Value; j++)
        {
            int ix = left + (j * g.Window.DilationWidth);
            TValue p = Read(lane, ix, top, plane), q = Read(lane, ix, top + dilation, plane), r = Read(lane, ix, top + (2 * dilation), plane);

            for (int i = 0; i < rows.Value; i++)
            {
                TValue s = Read(lane, ix, top + ((i + 3) * dilation), plane), tap = w[filter + (((i * columns.Value) + j) * tapStep)];
                a = TValue.MultiplyAdd(p, tap, a);
                b = TValue.MultiplyAdd(q, tap, b);
                c = TValue.MultiplyAdd(r, tap, c);
                d = TValue.MultiplyAdd(s, tap, d);
                p = q;
                q = r;
                r = s;
            }
        }

        Put(lane, column, first, plane, a);
        Put(lane, column, first + dilation, plane, b);
        Put(lane, column, first + (2 * dilation), plane, c);
        Put(lane, column, first + (3 * dilation), plane, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TValue Read(int lane, int column, int row, int plane)
    {
        TValue value = TValue.Zero;

        if (((uint)row < (uint)g.Height) & ((uint)column < (uint)g.Width))
        {
            value = x[(((((plane * g.Height) + row) * g.Width) + column) * 16) + lane];
        }

        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(int lane, int column, int row, int plane, TValue value)
    {
        if (row < g.OutHeight)
        {
            y.Put((((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane, value);
        }
    }
}
