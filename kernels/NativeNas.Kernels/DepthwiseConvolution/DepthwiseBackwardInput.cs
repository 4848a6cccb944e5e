using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dx gathered from every output that read it; one index per input, so no atomics.</summary>
public readonly struct DepthwiseBackwardInput(PlaneGeometry g, Region dy, Region w, Region dx, bool accumulate) : IOperation, ISizedOperation
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
            Strips.BackwardInput(on, g, rows, columns, on.View(dy), on.View(w), on.Sink(dx, accumulate));
        }
        else if (on.ManyThreads && g.Window is { StrideHeight: > 1, StrideWidth: > 1, DilationHeight: 1, DilationWidth: 1 })
        {
            on.Launch(g.Inputs, new StridedBackwardInputKernel<TView, TValue, TSize>(g, rows, columns, on.View(dy), on.View(w), on.Sink(dx, accumulate)));
        }
        else
        {
            on.Launch(g.Inputs, new DepthwiseBackwardInputKernel<TView, TValue, TSize>(g, rows, columns, on.View(dy), on.View(w), on.Sink(dx, accumulate)));
        }
    }
}

public readonly struct DepthwiseBackwardInputKernel<TView, TValue, TSize>(PlaneGeometry g, TSize rows, TSize columns, TView dy, TView w, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int filter = (plane % g.Blocks * rows.Value * columns.Value * 16) + lane;
        TValue sum = TValue.Zero;

        for (int i = 0; i < rows.Value; i++)
        {
            for (int j = 0; j < columns.Value; j++)
            {
                int ty = row + g.Window.Top - (i * g.Window.DilationHeight), tx = column + g.Window.Left - (j * g.Window.DilationWidth);
                int oy = ty / g.Window.StrideHeight, ox = tx / g.Window.StrideWidth;

                if ((ty >= 0) & (tx >= 0) & (oy * g.Window.StrideHeight == ty) & (ox * g.Window.StrideWidth == tx) & (oy < g.OutHeight) & (ox < g.OutWidth))
                {
                    sum = TValue.MultiplyAdd(dy[(((((plane * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane], w[filter + (((i * columns.Value) + j) * 16)], sum);
                }
            }
        }

        dx.Put((((((plane * g.Height) + row) * g.Width) + column) * 16) + lane, sum);
    }
}
