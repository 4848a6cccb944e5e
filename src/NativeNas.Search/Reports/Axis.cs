using System.Globalization;

namespace NativeNas.Search.Reports;

/// <summary>Maps values [Min, Max] to pixels [Start, End], with ticks at 1, 2 or 5 · 10ⁿ.</summary>
internal sealed class Axis
{
    private double unit;

    public Axis(double low, double high, double start, double end, int ticks)
    {
        double span = high > low ? high - low : Math.Max(Math.Abs(low), 1);
        unit = NiceUnit(span / ticks);
        (Min, Max, Start, End) = (low, high > low ? high : low + span, start, end);
    }

    public double Min { get; }

    public double Max { get; }

    public double Start { get; }

    public double End { get; }

    /// <summary>An axis that begins and ends on a tick.</summary>
    public static Axis OnTicks(double low, double high, double start, double end, int ticks)
    {
        Axis tight = new(low, high, start, end, ticks);
        return new Axis(
            Math.Floor((tight.Min / tight.unit) + 1e-9) * tight.unit,
            Math.Ceiling((tight.Max / tight.unit) - 1e-9) * tight.unit,
            start,
            end,
            ticks)
        {
            unit = tight.unit,
        };
    }

    public double At(double value) => Start + ((value - Min) / (Max - Min) * (End - Start));

    public IEnumerable<(double Value, string Label)> Ticks()
    {
        int decimals = Math.Max(0, (int)-Math.Floor(Math.Log10(unit) + 1e-9));
        string format = (unit >= 1 ? "#,0" : "0.") + new string('0', decimals);
        for (long k = (long)Math.Ceiling((Min / unit) - 1e-9); k * unit <= Max + (unit * 1e-9); k++)
        {
            yield return (k * unit, (k * unit).ToString(format, CultureInfo.InvariantCulture));
        }
    }

    private static double NiceUnit(double atLeast)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        double[] nice = [1, 2, 5, 10];
        return power * nice.First(n => n * power >= atLeast * (1 - 1e-9));
    }
}
