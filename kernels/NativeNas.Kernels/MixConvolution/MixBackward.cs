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

        if (dw is not { } weights)
        {
            return;
        }

        if (on.ManyThreads)
        {
            foreach (MixRun run in plan.Runs())
            {
                PutRun(on, run, weights);
            }
        }
        else
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

    /// <summary>A run is a depthwise convolution of one window over its blocks.</summary>
    private void PutRun(Device on, MixRun run, Region weights)
    {
        Region inputs = x!.Value.From(run.FirstBlock * g.Height * g.Width * 16), outputs = dy.From(run.FirstBlock * g.OutHeight * g.OutWidth * 16);
        Region own = weights.From(run.Start) with { Length = run.Blocks * run.Window.Taps * 16 };
        on.Run(new DepthwiseBackwardWeight(g with { Window = run.Window }, run.Blocks, inputs, outputs, own));
    }
}
