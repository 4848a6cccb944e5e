using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Tiles;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>dx and packed dw of a mixed convolution, whichever are wanted.</summary>
/// <param name="x">Read for dw.</param>
/// <param name="w">Packed weights, read for dx.</param>
public readonly partial struct MixBackward(PlaneGeometry g, MixPlan plan, Region table, Region? x, Region? w, Region dy, Region? dx, bool accumulate, Region? dw) : IOperation, ICpuForm
{
    public bool Covers => true;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (dx is { } input)
        {
            on.Launch(g.Inputs, new MixBackwardInputKernel<TView, TValue>(g, new(on.View(table)), on.View(dy), on.View(w!.Value), on.Sink(input, accumulate)));
        }

        if (dw is { } weights)
        {
            on.Reduce<MixBackwardWeightKernel<TView, TValue>, TValue>(
                g.Blocks * plan.MostTaps, g.Images, new(g, plan.MostTaps, new(on.View(table)), on.View(x!.Value), on.View(dy), on.View(weights)));
        }
    }

    public unsafe void Run(CpuWork work)
    {
        float* input = x is { } a ? work.Cells(a) : null, weights = w is { } b ? work.Cells(b) : null;
        float* inputGradient = dx is { } c ? work.Cells(c) : null, weightGradient = dw is { } d ? work.Cells(d) : null;
        Surface read = Surface.Blocked(input, g.Images, g.Channels, g.Height, g.Width);
        Surface outputs = Surface.Blocked(work.Cells(dy), g.Images, g.Channels, g.OutHeight, g.OutWidth);
        DepthwiseBackwardJob<MixFilters>.Run(work, new(plan), read, weights, outputs, inputGradient, accumulate, weightGradient);
    }
}
