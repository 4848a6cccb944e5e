using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>y = the x under the window at the given tap, numbered as by <see cref="MaxPoolingForward{TSize}"/>; 0 at the tap −1.</summary>
public readonly partial struct TapPoolingForward<TSize>(PlaneGeometry g, TSize rows, TSize columns, Region x, Region taps, Region y) : IOperation
    where TSize : struct, ISize
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Outputs, new TapPoolingForwardKernel<TView, TValue, TSize>(g, rows, columns, on.View(x), on.View(taps), on.View(y)));
}

public readonly struct TapPoolingForwardKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView x, TView taps, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int top = (row * g.Window.StrideHeight) - g.Window.Top, left = (column * g.Window.StrideWidth) - g.Window.Left;
        int at = (((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane;
        TValue tap = taps[at], found = TValue.Zero;

        for (int i = 0; i < rows.Value; i++)
        {
            for (int j = 0; j < columns.Value; j++)
            {
                int iy = top + (i * g.Window.DilationHeight), ix = left + (j * g.Window.DilationWidth);

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    TValue value = x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane];
                    found = TValue.IfEqual(tap, TValue.Of((i * columns.Value) + j), value, found);
                }
            }
        }

        y[at] = found;
    }
}
