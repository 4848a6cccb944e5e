namespace NativeNas.Workloads.Timing;

/// <summary>How long a workload is timed.</summary>
/// <param name="WarmUp">Run before anything is measured.</param>
/// <param name="Rounds">The ceilings are measured and the workload runs, this many times in turn.</param>
/// <param name="Round">The workload's share of a round; it runs once at least.</param>
public sealed record TimingSettings(TimeSpan WarmUp, int Rounds, TimeSpan Round)
{
    public static TimingSettings Default { get; } = new(TimeSpan.FromMilliseconds(300), 5, TimeSpan.FromMilliseconds(100));

    /// <summary>Says whether everything works, in no time.</summary>
    public static TimingSettings Once { get; } = new(TimeSpan.Zero, 1, TimeSpan.Zero);
}
