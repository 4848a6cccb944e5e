using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;
using NativeNas.Workloads;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Our run and the peer's in turn, so that a noisy machine troubles both alike.</summary>
internal sealed class Duel(Device device, PeerProcess peer, PairedSettings settings)
{
    private const int LeastRuns = 3;

    /// <summary>A row of figures, or of why there are none: a side that fails at one workload loses no other row.</summary>
    public PairedRow Run(Workload workload, Mode mode)
    {
        if (peer.End is { } end)
        {
            return new(workload.Label, mode.Name, null, end);
        }

        try
        {
            return Timed(workload, mode);
        }
        catch (Exception e) when (e is DeviceMemoryException or DeviceException or BenchmarkException)
        {
            return new(workload.Label, mode.Name, null, e.Message);
        }
    }

    private PairedRow Timed(Workload workload, Mode mode)
    {
        if (Check.Complaint(workload, mode, settings.Hardware, device) is { } complaint)
        {
            return new(workload.Label, mode.Name, null, complaint);
        }

        PeerLayout layout = PeerLayout.Faster(peer, workload, mode);
        using ISubject subject = workload.On(device, workload.Images);
        RunTimer timer = new(subject, mode);
        timer.WarmUp(settings.WarmUp, LeastRuns);
        layout.Run(peer, workload, mode);
        double[] ours = new double[settings.Pairs], theirs = new double[settings.Pairs];

        for (int pair = 0; pair < settings.Pairs; pair++)
        {
            Thread.Sleep(settings.Pause);
            ours[pair] = timer.Time();
            Thread.Sleep(settings.Pause);
            theirs[pair] = layout.Run(peer, workload, mode);
        }

        double milliseconds = Quartiles.Of(ours).Median;
        Work work = Work.Of(subject.Cost, mode);
        return new(workload.Label, mode.Name, new(
            milliseconds,
            Quartiles.Of(theirs).Median,
            layout.Label,
            Quartiles.Of(theirs.Zip(ours, (peers, own) => peers / own)),
            work.Flops / milliseconds / 1e6,
            work.Bytes / milliseconds / 1e6,
            settings.Pairs), null);
    }
}
