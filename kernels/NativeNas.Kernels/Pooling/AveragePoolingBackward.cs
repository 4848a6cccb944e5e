using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

/// <summary>dx gathers share·dy from every output that read it.</summary>
public readonly partial struct AveragePoolingBackward<TSize>(PlaneGeometry g, AverageShare share, TSize rows, TSize columns, Region dy, Region dx, bool accumulate) : IOperation
    where TSize : struct, ISize
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Inputs, new AveragePoolingBackwardKernel<TView, TValue, TSize>(g, share, rows, columns, on.View(dy), on.Sink(dx, accumulate)));
}

public readonly struct AveragePoolingBackwardKernel<TView, TValue, TSize>(PlaneGeometry g, AverageShare share, TSize rows, TSize columns, TView dy, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TSize : struct, ISize
{
    private readonly TapReaders vertical = new(g.Window.StrideHeight, g.Window.DilationHeight, g.Window.Top);
    private readonly TapReaders horizontal = new(g.Window.StrideWidth, g.Window.DilationWidth, g.Window.Left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int top = vertical.First(row, out int below), left = horizontal.First(column, out int behind);
        TValue sum = TValue.Zero;

        for (int m = 0; m < rows.Value; m++)
        {
            for (int n = 0; n < columns.Value; n++)
            {
                int i = top + (m * vertical.TapStep), oy = below - (m * vertical.OutputStep);
                int j = left + (n * horizontal.TapStep), ox = behind - (n * horizontal.OutputStep);

                if ((i < rows.Value) & (j < columns.Value) & ((uint)oy < (uint)g.OutHeight) & ((uint)ox < (uint)g.OutWidth))
                {
                    sum = TValue.MultiplyAdd(dy[(((((plane * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane], TValue.Of(share.Of(oy, ox)), sum);
                }
            }
        }

        dx.Put((((((plane * g.Height) + row) * g.Width) + column) * 16) + lane, sum);
    }
}
