using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Pooling;

/// <summary>Runs a step over a pooling's outputs or inputs.</summary>
internal static unsafe class Sweep
{
    /// <summary>Dilated windows stay with the portable kernels.</summary>
    public static bool Covers(PlaneGeometry g) => g.Window is { DilationHeight: 1, DilationWidth: 1 };

    public static void Outputs<TStep, TState>(CpuWork work, PlaneGeometry g, TStep step)
        where TStep : struct, ISweepStep<TState>
        where TState : struct
    {
        Window w = g.Window;
        Reach[] rows = [.. Enumerable.Range(0, g.OutHeight).Select(o => Reach.OfOutput(o, w.KernelHeight, w.StrideHeight, w.Top, g.Height))];
        Reach[] columns = [.. Enumerable.Range(0, g.OutWidth).Select(o => Reach.OfOutput(o, w.KernelWidth, w.StrideWidth, w.Left, g.Width))];
        Over<TStep, TState>(work, SweepAxes.Outputs(g), rows, columns, step);
    }

    public static void Inputs<TStep, TState>(CpuWork work, PlaneGeometry g, TStep step)
        where TStep : struct, ISweepStep<TState>
        where TState : struct
    {
        Window w = g.Window;
        Reach[] rows = [.. Enumerable.Range(0, g.Height).Select(i => Reach.OfInput(i, w.KernelHeight, w.StrideHeight, w.Top, g.OutHeight))];
        Reach[] columns = [.. Enumerable.Range(0, g.Width).Select(i => Reach.OfInput(i, w.KernelWidth, w.StrideWidth, w.Left, g.OutWidth))];
        Over<TStep, TState>(work, SweepAxes.Inputs(g), rows, columns, step);
    }

    private static void Over<TStep, TState>(CpuWork work, SweepAxes axes, Reach[] rows, Reach[] columns, TStep step)
        where TStep : struct, ISweepStep<TState>
        where TState : struct
    {
        SweepInside inside = axes.Kernel == 3 ? SweepInside.Of(columns) : default;

        fixed (Reach* down = rows, across = columns)
        {
            work.Phase(axes.Planes * axes.Bands, new PoolingSweep<TStep, TState>(down, across, inside, axes, step));
        }
    }
}
