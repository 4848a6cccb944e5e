using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>
/// y = the largest x under the window and the number of the tap that held it: the first of equals, the last of NaNs.
/// Padding never wins; under a window that sees padding alone y is 0 and the tap −1.
/// </summary>
public readonly partial struct MaxPoolingForward<TSize>(PlaneGeometry g, TSize rows, TSize columns, Region x, Region y, Region taps) : IOperation
    where TSize : struct, ISize
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Outputs, new MaxPoolingForwardKernel<TView, TValue, TSize>(g, rows, columns, on.View(x), on.View(y), on.View(taps)));
}

public readonly struct MaxPoolingForwardKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView x, TView y, TView taps) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int top = (row * g.Window.StrideHeight) - g.Window.Top, left = (column * g.Window.StrideWidth) - g.Window.Left;
        int seen = 0;
        TValue best = TValue.Zero, tap = TValue.Of(-1f);

        for (int i = 0; i < rows.Value; i++)
        {
            for (int j = 0; j < columns.Value; j++)
            {
                int iy = top + (i * g.Window.DilationHeight), ix = left + (j * g.Window.DilationWidth);

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    TValue value = x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane], number = TValue.Of((i * columns.Value) + j);

                    if (seen == 0)
                    {
                        (best, tap, seen) = (value, number, 1);
                    }
                    else
                    {
                        tap = TValue.IfLess(best, value, number, TValue.IfEqual(value, value, tap, number));
                        best = TValue.IfLess(best, value, value, TValue.IfEqual(value, value, best, value));
                    }
                }
            }
        }

        int at = (((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane;
        y[at] = best;
        taps[at] = tap;
    }
}
