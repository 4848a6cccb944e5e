using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>How the two sides are timed.</summary>
/// <param name="Threads">Threads of each side.</param>
/// <param name="Pairs">Our run and the peer's, this many times in turn.</param>
internal sealed record PairedSettings(int Threads, int Pairs)
{
    public Fusions Fusions { get; init; }

    /// <summary>The least time that our side runs before it is timed; the peer warms itself.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Waited after each answer, for a side's threads spin a little after their work.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(5);
}
