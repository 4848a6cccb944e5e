using System.Diagnostics;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;
using NativeNas.Workloads;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Our run and the peer's in turn, so that a noisy machine troubles both alike.</summary>
internal sealed class Duel(PeerProcess peer, PairedSettings settings)
{
    private const int LeastRuns = 3;

    public PairedRow Run(Workload workload, Mode mode)
    {
        if (Check.Complaint(workload, mode, settings.Threads) is { } complaint)
        {
            return new(workload.Label, mode.Name, null, complaint);
        }

        PeerLayout layout = PeerLayout.Faster(peer, workload, mode);
        using CpuDevice device = new(settings.Threads);
        using ISubject subject = workload.On(device, workload.Images);
        WarmUp(subject, mode);
        layout.Run(peer, workload, mode);
        double[] ours = new double[settings.Pairs], theirs = new double[settings.Pairs];

        for (int pair = 0; pair < settings.Pairs; pair++)
        {
            Thread.Sleep(settings.Pause);
            ours[pair] = KernelTimer.Time(subject, mode);
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

    private void WarmUp(ISubject subject, Mode mode)
    {
        long start = Stopwatch.GetTimestamp();

        for (int runs = 0; runs < LeastRuns || Stopwatch.GetElapsedTime(start) < settings.WarmUp; runs++)
        {
            subject.Run(mode);
        }
    }
}
