using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>y[n,c,oy,ox] = Σ x[n,c,oy·s+ky·d−p,ox·s+kx·d−p]·w[c,ky,kx]; w packed [blocks, taps, 16].</summary>
public readonly partial struct DepthwiseForward(PlaneGeometry g, Region x, Region w, Region y) : IOperation, ISizedOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => this.Run(g.Window, on);

    public void Run<TView, TValue, TSize>(Device<TView, TValue> on, TSize rows, TSize columns)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize
    {
        if (Strips.Cover(on, g.Window))
        {
            Strips.Forward(on, g, rows, columns, on.View(x), on.View(w), on.Sink(y));
        }
        else
        {
            on.Launch(g.Outputs, new DepthwiseForwardKernel<TView, TValue, TSize>(g, rows, columns, on.View(x), on.View(w), on.View(y)));
        }
    }
}

public readonly struct DepthwiseForwardKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView x, TView w, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int filter = (plane % g.Blocks * rows.Value * columns.Value * 16) + lane;
        int top = (row * g.Window.StrideHeight) - g.Window.Top, left = (column * g.Window.StrideWidth) - g.Window.Left;
        TValue sum = TValue.Zero;

        for (int i = 0; i < rows.Value; i++)
        {
            for (int j = 0; j < columns.Value; j++)
            {
                int iy = top + (i * g.Window.DilationHeight), ix = left + (j * g.Window.DilationWidth);

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    sum = TValue.MultiplyAdd(x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane], w[filter + (((i * columns.Value) + j) * 16)], sum);
                }
            }
        }

        y[(((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane] = sum;
    }
}
