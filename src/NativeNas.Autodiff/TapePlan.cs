namespace NativeNas.Autodiff;

/// <summary>
/// When each value of a forward pass may go: after its last reader, if backward does not read it. Made from a pass
/// over a shape-only device and good for every pass of the same code, shapes and mode.
/// </summary>
public sealed class TapePlan
{
    private readonly int[][] releases;
    private readonly int[] values;

    internal TapePlan(int[][] releases, int[] values, Cost cost)
    {
        (this.releases, this.values) = (releases, values);
        Cost = cost;
    }

    /// <summary>Cost of one forward pass.</summary>
    public Cost Cost { get; }

    internal int Steps => releases.Length;

    internal ReadOnlySpan<int> ReleasesAfter(int step) => releases[step];

    /// <summary>Values that a tape holds after a step if it runs the code that the plan was made for.</summary>
    internal int ValuesAfter(int step) => values[step];
}
