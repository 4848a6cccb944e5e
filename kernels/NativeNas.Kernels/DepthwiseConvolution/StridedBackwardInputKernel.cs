using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dx with a stride above 1 and no dilation: of each axis' taps only those that meet an output, every stride-th from the first.</summary>
public readonly struct StridedBackwardInputKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView dy, TView w, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int filter = (plane % g.Blocks * rows.Value * columns.Value * 16) + lane;
        int oy = (row + g.Window.Top) / g.Window.StrideHeight, ox = (column + g.Window.Left) / g.Window.StrideWidth;
        int i = row + g.Window.Top - (oy * g.Window.StrideHeight), j = column + g.Window.Left - (ox * g.Window.StrideWidth);
        int down = (rows.Value + 1) / 2, across = (columns.Value + 1) / 2;
        TValue sum = TValue.Zero;

        for (int m = 0; m < down; m++)
        {
            for (int n = 0; n < across; n++)
            {
                int ky = i + (m * g.Window.StrideHeight), kx = j + (n * g.Window.StrideWidth);

                if ((ky < rows.Value) & (kx < columns.Value) & ((uint)(oy - m) < (uint)g.OutHeight) & ((uint)(ox - n) < (uint)g.OutWidth))
                {
                    sum = TValue.MultiplyAdd(
                        dy[(((((plane * g.OutHeight) + oy - m) * g.OutWidth) + ox - n) * 16) + lane],
                        w[filter + (((ky * columns.Value) + kx) * 16)],
                        sum);
                }
            }
        }

        dx.Put((((((plane * g.Height) + row) * g.Width) + column) * 16) + lane, sum);
    }
}
