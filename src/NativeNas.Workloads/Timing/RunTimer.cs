using System.Diagnostics;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Workloads.Timing;

/// <summary>
/// Times runs of a subject: one by one, or on a device that runs ahead so many between two waits that neither waits nor
/// the start of the first count. A run that waits by itself counts with its waits: a supernet step reads its loss and the
/// norm of its gradients.
/// </summary>
public sealed class RunTimer(ISubject subject, Mode mode)
{
    /// <summary>Of the runs between two waits.</summary>
    private const double LeastMilliseconds = 20;

    private const int MostRuns = 500;

    /// <summary>Runs that one timing counts.</summary>
    public int Runs { get; private set; } = 1;

    /// <summary>Runs for a time, and so many times at least; then it is known how many runs a timing takes.</summary>
    public void WarmUp(TimeSpan time, int least = 1)
    {
        long start = Stopwatch.GetTimestamp();

        for (int runs = 0; runs < least || Stopwatch.GetElapsedTime(start) < time; runs++)
        {
            _ = Time();
        }

        if (subject.Device.RunsAhead)
        {
            Runs = (int)Math.Clamp(LeastMilliseconds / Time(), 1, MostRuns);
            Runs = (int)Math.Clamp(LeastMilliseconds / Time(), 1, MostRuns);
        }
    }

    /// <summary>Milliseconds of a run, the mean of one timing.</summary>
    public double Time()
    {
        subject.Device.Synchronize();
        long start = Stopwatch.GetTimestamp();

        for (int run = 0; run < Runs; run++)
        {
            subject.Run(mode);
        }

        subject.Device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Runs;
    }

    /// <summary>Timings until a time has passed; one at least.</summary>
    public IReadOnlyList<double> During(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        List<double> milliseconds = [];

        do
        {
            milliseconds.Add(Time());
        }
        while (Stopwatch.GetElapsedTime(start) < time);

        return milliseconds;
    }
}
