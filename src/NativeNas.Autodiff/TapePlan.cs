namespace NativeNas.Autodiff;

/// <summary>
/// When each value of a forward pass may go: after its last reader, if backward does not read it. Made from a pass
/// over a shape-only device and good for every pass of the same code, shapes and mode.
/// </summary>
public sealed class TapePlan
{
    private readonly int[][] releases;

    internal TapePlan(int[][] releases, int values, long peakBytes, Cost cost)
    {
        this.releases = releases;
        Values = values;
        PeakBytes = peakBytes;
        Cost = cost;
    }

    /// <summary>Bytes of all intermediates at the end of the forward pass, when nothing is released early.</summary>
    public long PeakBytes { get; }

    /// <summary>Cost of one forward pass.</summary>
    public Cost Cost { get; }

    internal int Values { get; }

    internal int Steps => releases.Length;

    internal ReadOnlySpan<int> ReleasesAfter(int step) => releases[step];
}
