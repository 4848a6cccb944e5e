namespace NativeNas.Search.Reports;

/// <summary>A named line of a figure, its points in the order of their steps.</summary>
public sealed record Series(string Name, IReadOnlyList<Point> Points)
{
    /// <summary>At most this many points, each the mean of its neighbours; values that are no finite numbers are left out.</summary>
    internal Series Thinned(int most)
    {
        List<Point> finite = [.. Points.Where(point => double.IsFinite(point.Value))];
        int bucket = (finite.Count + most - 1) / most;
        return bucket <= 1
            ? new(Name, finite)
            : new(Name, [.. finite.Chunk(bucket).Select(points => new Point(points.Average(p => p.Step), points.Average(p => p.Value)))]);
    }

    /// <summary>The mean of up to 2·reach + 1 points around each.</summary>
    internal Series Smoothed(int reach) => new(Name,
    [
        .. Points.Select((point, i) =>
        {
            int around = Math.Min(reach, Math.Min(i, Points.Count - 1 - i));
            return point with { Value = Points.Skip(i - around).Take((2 * around) + 1).Average(p => p.Value) };
        }),
    ]);
}
