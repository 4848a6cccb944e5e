using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dw of windows of any size by groups of threads: a group is a tap of a block, a piece an image, an element an output.</summary>
public readonly struct SharedDepthwiseWeightKernel<TView, TValue>(PlaneGeometry g, TView x, TView dy, TView dw) : ISharedReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Gather(int lane, int group, int piece, int slot, int slots)
    {
        int block = group / g.Window.Taps, tap = group - (block * g.Window.Taps), i = tap / g.Window.KernelWidth, j = tap - (i * g.Window.KernelWidth);
        int plane = (piece * g.Blocks) + block;
        TValue sum = TValue.Zero;

        for (int output = slot; output < g.OutHeight * g.OutWidth; output += slots)
        {
            int oy = output / g.OutWidth, ox = output - (oy * g.OutWidth);
            int iy = (oy * g.Window.StrideHeight) + (i * g.Window.DilationHeight) - g.Window.Top;
            int ix = (ox * g.Window.StrideWidth) + (j * g.Window.DilationWidth) - g.Window.Left;

            if (((uint)iy < (uint)g.Height) & ((uint)ix < (uint)g.Width))
            {
                sum = TValue.MultiplyAdd(
                    dy[(((plane * g.OutHeight * g.OutWidth) + output) * 16) + lane], x[(((((plane * g.Height) + iy) * g.Width) + ix) * 16) + lane], sum);
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue a, TValue b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue total) => dw[(group * 16) + lane] = total;
}
