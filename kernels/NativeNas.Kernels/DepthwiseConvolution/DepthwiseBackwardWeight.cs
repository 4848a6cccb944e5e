using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dw[c,ky,kx] = Σ dy·x over images and pixels, a piece an image; dw packed [blocks, taps, 16].</summary>
/// <param name="blocks">Blocks of dw, from the first that x and dy begin with; g's are those of an image.</param>
public readonly struct DepthwiseBackwardWeight(PlaneGeometry g, int blocks, Region x, Region dy, Region dw) : IOperation, ISizedOperation
{
    public DepthwiseBackwardWeight(PlaneGeometry g, Region x, Region dy, Region dw)
        : this(g, g.Blocks, x, dy, dw)
    {
    }

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => this.Run(g.Window, on);

    public void Run<TView, TValue, TSize>(Device<TView, TValue> on, TSize rows, TSize columns)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize
    {
        int groups = blocks * g.Window.Taps;

        // A group of threads has a warp a column of taps, so their number is a type.
        if (on.ManyThreads && typeof(TSize) != typeof(AnySize))
        {
            WeightPieces pieces = new(g);
            using Buffer partial = StagedReduction.States<TValue, TValue>(on, groups, pieces.Count);
            on.LaunchGroups<DepthwiseWeightKernel<TView, TValue, TSize>, TapLine<TValue>>(
                new(pieces.Strips, pieces.Runs, blocks), new(g, pieces, on.View(x), on.View(dy), on.View(partial.All)));
            StagedReduction.Total<TView, TValue, TapTotal<TView, TValue>, TValue>(on, groups, pieces.Count, new(on.View(dw)), partial.All);
        }
        else if (on.ManyThreads)
        {
            on.ReduceShared<SharedDepthwiseWeightKernel<TView, TValue>, TValue>(groups, g.Images, new(g, on.View(x), on.View(dy), on.View(dw)));
        }
        else
        {
            on.Reduce<DepthwiseBackwardWeightKernel<TView, TValue>, TValue>(groups, g.Images, new(g, on.View(x), on.View(dy), on.View(dw)));
        }
    }
}

public readonly struct DepthwiseBackwardWeightKernel<TView, TValue>(PlaneGeometry g, TView x, TView dy, TView dw) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Gather(int lane, int group, int piece)
    {
        int block = group / g.Window.Taps, tap = group % g.Window.Taps;
        int i = tap / g.Window.KernelWidth, j = tap % g.Window.KernelWidth;
        int plane = (piece * g.Blocks) + block;
        TValue sum = TValue.Zero;

        for (int oy = 0; oy < g.OutHeight; oy++)
        {
            int iy = (oy * g.Window.StrideHeight) + (i * g.Window.DilationHeight) - g.Window.Top;

            if ((uint)iy < (uint)g.Height)
            {
                for (int ox = 0; ox < g.OutWidth; ox++)
                {
                    int ix = (ox * g.Window.StrideWidth) + (j * g.Window.DilationWidth) - g.Window.Left;

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

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TValue Combine(TValue a, TValue b) => a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int lane, int group, TValue total) => dw[(group * 16) + lane] = total;
}
