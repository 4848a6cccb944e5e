using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>y = share·Σx under the window; padding adds 0.</summary>
public readonly partial struct AveragePoolingForward<TSize>(PlaneGeometry g, AverageShare share, TSize rows, TSize columns, Region x, Region y) : IOperation
    where TSize : struct, ISize
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Outputs, new AveragePoolingForwardKernel<TView, TValue, TSize>(g, share, rows, columns, on.View(x), on.View(y)));
}

public readonly struct AveragePoolingForwardKernel<TView, TValue, TSize>(PlaneGeometry g, AverageShare share, TSize rows, TSize columns, TView x, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int top = (row * g.Window.StrideHeight) - g.Window.Top, left = (column * g.Window.StrideWidth) - g.Window.Left;
        TValue sum = TValue.Zero;

        for (int i = 0; i < rows.Value; i++)
        {
            for (int j = 0; j < columns.Value; j++)
            {
                int iy = top + (i * g.Window.DilationHeight), ix = left + (j * g.Window.DilationWidth);

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    sum += x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane];
                }
            }
        }

        y[(((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane] = sum * TValue.Of(share.Of(row, column));
    }
}
