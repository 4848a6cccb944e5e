using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>dx gathered from every output that read it.</summary>
public readonly struct MixBackwardInputKernel<TView, TValue>(PlaneGeometry g, MixTable<TView, TValue> table, TView dy, TView w, Sink<TView, TValue> dx) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int block = plane % g.Blocks, size = table.Kernel(block), dilation = table.Dilation(block), filter = table.Start(block) + lane;
        int stride = g.Window.StrideHeight, bottom = row + (size / 2 * dilation), right = column + (size / 2 * dilation);
        TValue sum = TValue.Zero;

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                int ty = bottom - (i * dilation), tx = right - (j * dilation), oy = ty / stride, ox = tx / stride;

                if ((ty >= 0) & (tx >= 0) & (oy * stride == ty) & (ox * stride == tx) & (oy < g.OutHeight) & (ox < g.OutWidth))
                {
                    sum = TValue.MultiplyAdd(dy[(((((plane * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane], w[filter + (((i * size) + j) * 16)], sum);
                }
            }
        }

        dx.Put((((((plane * g.Height) + row) * g.Width) + column) * 16) + lane, sum);
    }
}
