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

    /// <summary>The mean of each point and up to reach neighbours on either side.</summary>
    internal Series Smoothed(int reach) => new(Name,
    [
        .. Points.Select((point, i) =>
        {
            (int first, int last) = (Math.Max(0, i - reach), Math.Min(Points.Count - 1, i + reach));
            return point with { Value = Points.Skip(first).Take(last - first + 1).Average(p => p.Value) };
        }),
    ]);
}
