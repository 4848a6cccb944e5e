using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Depthwise convolution with a kernel size of its own for every block, in one pass over the channels.</summary>
/// <param name="g">Geometry of any of the groups: their outputs have the same extents.</param>
public readonly partial struct MixForward(PlaneGeometry g, MixPlan plan, Region table, Region x, Region w, Region y) : IOperation, ICpuForm
{
    public bool Covers => true;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.Launch(g.Outputs, new MixForwardKernel<TView, TValue>(g, new(on.View(table)), on.View(x), on.View(w), on.View(y)));

    public unsafe void Run(CpuWork work)
    {
        Surface from = Surface.Blocked(work.Cells(x), g.Images, g.Channels, g.Height, g.Width);
        Surface to = Surface.Blocked(work.Cells(y), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        DepthwiseForwardJob<MixFilters>.Run(work, new(plan), from, work.Cells(w), to);
    }
}

public readonly struct MixForwardKernel<TView, TValue>(PlaneGeometry g, MixTable<TView, TValue> table, TView x, TView w, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane)
    {
        int block = plane % g.Blocks, size = table.Kernel(block), dilation = table.Dilation(block), filter = table.Start(block) + lane;
        int top = (row * g.Window.StrideHeight) - (size / 2 * dilation), left = (column * g.Window.StrideWidth) - (size / 2 * dilation);
        TValue sum = TValue.Zero;

        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                int iy = top + (i * dilation), ix = left + (j * dilation);

                if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
                {
                    sum = TValue.MultiplyAdd(x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane], w[filter + (((i * size) + j) * 16)], sum);
                }
            }
        }

        y[(((((plane * g.OutHeight) + row) * g.OutWidth) + column) * 16) + lane] = sum;
    }
}
