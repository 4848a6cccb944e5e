using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>dx gathers dy from every output whose winning tap lies on it.</summary>
public readonly partial struct MaxPoolingBackward<TSize>(PlaneGeometry g, TSize rows, TSize columns, Region dy, Region taps, Region dx, bool accumulate) : IOperation
    where TSize : struct, ISize
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Inputs, new MaxPoolingBackwardKernel<TView, TValue, TSize>(g, rows, columns, on.View(dy), on.View(taps), on.Sink(dx, accumulate)));
}

public readonly struct MaxPoolingBackwardKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView dy, TView taps, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        TValue sum = TValue.Zero;

        for (int i = 0; i < rows.Value; i++)
        {
            int ty = row + g.Window.Top - (i * g.Window.DilationHeight), oy = ty / g.Window.StrideHeight;

            if ((ty >= 0) & (oy * g.Window.StrideHeight == ty) & (oy < g.OutHeight))
            {
                for (int j = 0; j < columns.Value; j++)
                {
                    int tx = column + g.Window.Left - (j * g.Window.DilationWidth), ox = tx / g.Window.StrideWidth;

                    if ((tx >= 0) & (ox * g.Window.StrideWidth == tx) & (ox < g.OutWidth))
                    {
                        int at = (((((plane * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane;
                        sum += TValue.IfEqual(taps[at], TValue.Of((i * columns.Value) + j), dy[at], TValue.Zero);
                    }
                }
            }
        }

        dx.Put((((((plane * g.Height) + row) * g.Width) + column) * 16) + lane, sum);
    }
}
