using System.Diagnostics;
using NativeNas.Autodiff;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Benchmarks.Paired;

/// <summary>Our run and the peer's in turn, so that a noisy machine troubles both alike.</summary>
internal sealed class Duel(PeerProcess peer, PairedSettings settings)
{
    private const int LeastRuns = 3;

    /// <summary>Forward, gradient of the input, gradient of the parameters: each costs about one forward pass.</summary>
    private const int TrainingPasses = 3;

    public PairedRow Run(Workload workload, Mode mode)
    {
        if (Check.Complaint(workload, mode, settings.Threads) is { } complaint)
        {
            return new(workload.Name, mode.Name, null, complaint);
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
            ours[pair] = Time(subject, mode);
            Thread.Sleep(settings.Pause);
            theirs[pair] = layout.Run(peer, workload, mode);
        }

        double milliseconds = Quartiles.Of(ours).Median;
        (double flops, double bytes) = Work(subject.Cost, mode);
        return new(workload.Name, mode.Name, new(
            milliseconds,
            Quartiles.Of(theirs).Median,
            layout.Label,
            Quartiles.Of(theirs.Zip(ours, (peers, own) => peers / own)),
            flops / milliseconds / 1e6,
            bytes / milliseconds / 1e6,
            settings.Pairs), null);
    }

    private static (double Flops, double Bytes) Work(Cost forward, Mode mode)
    {
        double passes = mode == Mode.Forward ? 1 : TrainingPasses;
        return (passes * 2 * forward.MultiplyAdds, passes * 4 * (forward.Reads + forward.Writes));
    }

    private static double Time(ISubject subject, Mode mode)
    {
        long start = Stopwatch.GetTimestamp();
        subject.Run(mode);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
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
