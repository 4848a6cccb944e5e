using System.Diagnostics;
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
        using RooflineProbe probe = new(device, Footprint(subject));
        _ = Runs(subject, mode, settings.WarmUp);
        List<double> milliseconds = [];

        for (int round = 0; round < settings.Rounds; round++)
        {
            probe.Sample();
            _ = Time(subject, mode);
            milliseconds.AddRange(Runs(subject, mode, settings.Round));
        }

        return new(workload, mode, Quartiles.Of(milliseconds), Work.Of(subject.Cost, mode), probe.Ceilings);
    }

    /// <summary>Milliseconds of one run.</summary>
    public static double Time(ISubject subject, Mode mode)
    {
        long start = Stopwatch.GetTimestamp();
        subject.Run(mode);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Milliseconds of each run until a time has passed; one at least.</summary>
    public static IReadOnlyList<double> Runs(ISubject subject, Mode mode, TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        List<double> milliseconds = [];

        do
        {
            milliseconds.Add(Time(subject, mode));
        }
        while (Stopwatch.GetElapsedTime(start) < time);

        return milliseconds;
    }

    /// <summary>What one forward pass reads and writes: in the caches or beyond them, as its inputs and outputs are.</summary>
    private static long Footprint(ISubject subject) =>
        Math.Clamp((long)Work.Of(subject.Cost, Mode.Forward).Bytes, LeastFootprint, MostFootprint);
}
