using NativeNas.Kernels.Roofline;

namespace NativeNas.Workloads.Timing;

/// <summary>What the runs of a workload show, beside what the device could do in the same minute.</summary>
/// <param name="Milliseconds">Quartiles over all runs.</param>
/// <param name="Ceilings">At the workload's footprint, on the same device.</param>
public sealed record KernelFigures(Workload Workload, Mode Mode, Quartiles Milliseconds, Work Work, Ceilings Ceilings)
{
    public double Gigaflops => Work.Flops / Milliseconds.Median / 1e6;

    public double Gigabytes => Work.Bytes / Milliseconds.Median / 1e6;

    /// <summary>The least time that the ceilings allow over the median. Caches can lift it above 1.</summary>
    public double Fraction => Ceilings.Milliseconds(Work.Flops, Work.Bytes) / Milliseconds.Median;
}
