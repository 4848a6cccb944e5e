using NativeNas.Search.Runs;

namespace NativeNas.Search.Reports;

/// <summary>curves.svg: loss above, accuracy below, over the steps of the run; a colour a phase.</summary>
public static class CurvesFigure
{
    private const double Width = 900;
    private const double Left = 56;
    private const double Right = 24;
    private const double PanelHeight = 210;

    /// <summary>Above this a series is drawn faint, with its running mean in front.</summary>
    private const int Noisy = 60;

    private const int MostPoints = 500;

    private static readonly string[] Colors = ["#2f7fd1", "#e6852e", "#2a9d6f", "#8e63c7", "#d64550", "#b59a12"];

    /// <summary>A series a phase, in the order in which phases appear.</summary>
    public static string Draw(IReadOnlyList<MetricsLine> metrics) => Draw(
        ByPhase(metrics, line => line.Loss),
        ByPhase(metrics, line => 100 * line.Accuracy));

    /// <param name="loss">In nats.</param>
    /// <param name="accuracy">In percent; a name has the same colour in both.</param>
    public static string Draw(IReadOnlyList<Series> loss, IReadOnlyList<Series> accuracy)
    {
        Svg svg = new(Width, "Loss and accuracy over the steps of the run");
        List<string> names = [.. loss.Concat(accuracy).Select(series => series.Name).Distinct()];
        double legend = Left;
        foreach (string name in names)
        {
            svg.Stroke(legend, legend + 16, 18, ColorOf(name, names));
            svg.Text(legend + 22, 22, name);
            legend += 44 + (6 * name.Length);
        }

        double[] steps = [.. loss.Concat(accuracy).SelectMany(series => series.Points).Select(point => point.Step)];
        (double first, double last) = steps.Length == 0 ? (0, 1) : (steps.Min(), steps.Max());
        double top = Panel(svg, "Loss", loss, names, 40, first, last);
        top = Panel(svg, "Accuracy (%)", accuracy, names, top + 14, first, last);
        svg.Text((Left + Width - Right) / 2, top + 4, "step", "faint", "middle");
        return svg.Close(top + 16);
    }

    private static double Panel(Svg svg, string title, IReadOnlyList<Series> all, List<string> names, double top, double first, double last)
    {
        List<Series> series = [.. all.Select(one => one.Thinned(MostPoints)).Where(one => one.Points.Count > 0)];
        double[] values = [.. series.SelectMany(one => one.Points).Select(point => point.Value)];
        (double low, double high) = values.Length == 0 ? (0, 1) : (values.Min(), values.Max());
        (double up, double down) = (top + 22, top + 22 + PanelHeight);
        Axis y = Axis.OnTicks(low, high, down, up, 5);
        Axis x = new(first, last, Left + 8, Width - Right - 8, 8);

        svg.Text(Left, top + 12, title, "title");
        svg.Rectangle(Left, up, Width - Right - Left, PanelHeight, "panel");
        foreach ((double value, string label) in y.Ticks())
        {
            svg.Line(Left, y.At(value), Width - Right, y.At(value), "grid");
            svg.Text(Left - 8, y.At(value) + 4, label, "faint", "end");
        }

        foreach ((double value, string label) in x.Ticks())
        {
            svg.Line(x.At(value), down, x.At(value), down + 4, "axis");
            svg.Text(x.At(value), down + 17, label, "faint", "middle");
        }

        svg.Line(Left, down, Width - Right, down, "axis");
        foreach (Series one in series)
        {
            Draw(svg, one, ColorOf(one.Name, names), x, y);
        }

        if (values.Length == 0)
        {
            svg.Text((Left + Width - Right) / 2, (up + down) / 2, "nothing measured yet", "faint", "middle");
        }

        return down + 30;
    }

    private static void Draw(Svg svg, Series series, string color, Axis x, Axis y)
    {
        bool noisy = series.Points.Count > Noisy;
        if (noisy)
        {
            svg.Polyline(Pixels(series, x, y), color, 1, 0.3);
        }

        Series shown = noisy ? series.Smoothed(series.Points.Count / 50) : series;
        svg.Polyline(Pixels(shown, x, y), color, 2);
        if (!noisy)
        {
            foreach ((double px, double py) in Pixels(shown, x, y))
            {
                svg.Dot(px, py, color);
            }
        }
    }

    private static IEnumerable<(double X, double Y)> Pixels(Series series, Axis x, Axis y) =>
        series.Points.Select(point => (x.At(point.Step), y.At(point.Value)));

    private static string ColorOf(string name, List<string> names) => Colors[names.IndexOf(name) % Colors.Length];

    private static List<Series> ByPhase(IReadOnlyList<MetricsLine> metrics, Func<MetricsLine, double?> value) =>
    [
        .. metrics
            .Where(line => value(line) is not null)
            .GroupBy(line => line.Phase)
            .Select(phase => new Series(phase.Key, [.. phase.Select(line => new Point(line.Step, value(line)!.Value))])),
    ];
}
