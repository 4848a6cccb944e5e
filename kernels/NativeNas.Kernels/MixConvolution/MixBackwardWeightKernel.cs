using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Packed dw: a group is a tap of a block (blocks of small kernels leave some idle), a piece an image.</summary>
public readonly struct MixBackwardWeightKernel<TView, TValue>(PlaneGeometry g, int mostTaps, MixTable<TView, TValue> table, TView x, TView dy, TView dw) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Gather(int lane, int group, int piece)
    {
        int block = group / mostTaps, tap = group % mostTaps, size = table.Kernel(block), dilation = table.Dilation(block);
        int plane = (piece * g.Blocks) + block, i = ((tap / size) - (size / 2)) * dilation, j = ((tap % size) - (size / 2)) * dilation;
        TValue sum = TValue.Zero;

        if (tap < size * size)
        {
            for (int oy = 0; oy < g.OutHeight; oy++)
            {
                int iy = (oy * g.Window.StrideHeight) + i;

                if ((uint)iy < (uint)g.Height)
                {
                    for (int ox = 0; ox < g.OutWidth; ox++)
                    {
                        int ix = (ox * g.Window.StrideWidth) + j;

                        if ((uint)ix < (uint)g.Width)
                        {
                            sum = TValue.MultiplyAdd(
                                dy[(((((plane * g.OutHeight) + oy) * g.OutWidth) + ox) * 16) + lane],
                                x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane],
                                sum);
                        }
                    }
                }
            }
        }

        return sum;
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total)
    {
        int block = group / mostTaps, tap = group % mostTaps;

        if (tap < table.Kernel(block) * table.Kernel(block))
        {
            dw[table.Start(block) + (tap * 16) + lane] = total;
        }
    }
}
