using System.Globalization;

namespace NativeNas.Search.Reports;

/// <summary>Maps values of several powers of ten to pixels by their logarithm, with ticks at 1, 2 and 5 · 10ⁿ.</summary>
internal sealed class LogAxis(double low, double high, double start, double end)
{
    public double Min { get; } = low;

    public double Max { get; } = high;

    public double At(double value) => start + (Math.Log(value / Min) / Math.Log(Max / Min) * (end - start));

    public IEnumerable<(double Value, string Label)> Ticks()
    {
        for (double power = Math.Pow(10, Math.Floor(Math.Log10(Min))); power <= Max; power *= 10)
        {
            foreach (double value in new[] { power, 2 * power, 5 * power }.Where(value => value >= Min * (1 - 1e-9) && value <= Max * (1 + 1e-9)))
            {
                yield return (value, value.ToString(value >= 1 ? "#,0" : "0.###", CultureInfo.InvariantCulture));
            }
        }
    }
}
