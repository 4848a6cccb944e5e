using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Roofline;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Workloads.Timing;

/// <summary>Times a workload in turn with the ceilings at its footprint.</summary>
public static class KernelTimer
{
    private const long LeastFootprint = 1 << 20;

    /// <summary>From here on only memory matters, and filling more takes long.</summary>
    private const long MostFootprint = 512 << 20;

    public static KernelFigures Time(Device device, Workload workload, Mode mode, TimingSettings settings)
    {
        using ISubject subject = workload.On(device, workload.Images);
        using Probe probe = Probe.Of(device, Footprint(subject));
        RunTimer timer = new(subject, mode);
        timer.WarmUp(settings.WarmUp);
        List<double> milliseconds = [];

        for (int round = 0; round < settings.Rounds; round++)
        {
            probe.Sample();
            _ = timer.Time();
            milliseconds.AddRange(timer.During(settings.Round));
        }

        return new(workload, mode, Quartiles.Of(milliseconds), Work.Of(subject.Cost, mode), probe.Ceilings);
    }

    /// <summary>What one forward pass reads and writes: in the caches or beyond them, as its inputs and outputs are.</summary>
    private static long Footprint(ISubject subject) =>
        Math.Clamp((long)Work.Of(subject.Cost, Mode.Forward).Bytes, LeastFootprint, MostFootprint);
}
