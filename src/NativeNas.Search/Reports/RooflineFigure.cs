using System.Globalization;
using NativeNas.Kernels.Roofline;

namespace NativeNas.Search.Reports;

/// <summary>roofline.svg: speed over intensity below the ceilings, both logarithmic; below it a bar a kernel, which names the numbers above.</summary>
public static class RooflineFigure
{
    private const double Width = 900;
    private const double Left = 56;
    private const double Right = 24;
    private const double PanelHeight = 330;
    private const double BarHeight = 17;
    private const double BarsLeft = 430;

    private static readonly string[] Colors = ["#2f7fd1", "#e6852e", "#2a9d6f", "#8e63c7", "#d64550", "#b59a12", "#3aa6a6", "#c2588f"];

    /// <param name="title">The device and its threads.</param>
    /// <param name="points">In the order of the bars.</param>
    public static string Draw(string title, IReadOnlyList<RooflinePoint> points) => Draw([(title, points)]);

    /// <summary>One roofline a device, one below the other; a family has the same colour in each.</summary>
    public static string Draw(IReadOnlyList<(string Title, IReadOnlyList<RooflinePoint> Points)> devices)
    {
        Svg svg = new(Width, $"Roofline of {string.Join(" and ", devices.Select(device => device.Title))}");
        List<string> families = [.. devices.SelectMany(device => device.Points).Select(point => point.Family).Distinct()];
        double top = 0;

        foreach ((string title, IReadOnlyList<RooflinePoint> points) in devices)
        {
            svg.Text(Left, top + 22, $"Roofline of {title}", "title");
            top = Bars(svg, points, families, Panel(svg, points, families, top + 34) + 22) + 12;
        }

        return svg.Close(top);
    }

    private static double Panel(Svg svg, IReadOnlyList<RooflinePoint> points, List<string> families, double up)
    {
        double down = up + PanelHeight;
        svg.Rectangle(Left, up, Width - Right - Left, PanelHeight, "panel");
        (RooflinePoint Point, int Number)[] counted = [.. points.Select((point, i) => (point, i + 1)).Where(one => one.point.Intensity > 0)];

        if (counted.Length == 0)
        {
            svg.Text((Left + Width - Right) / 2, (up + down) / 2, "no kernel here counts multiply-adds", "faint", "middle");
            return down;
        }

        double slow = counted.Min(one => one.Point.Ceilings.Gigabytes), fast = counted.Max(one => one.Point.Ceilings.Gigabytes);
        double peak = counted.Max(one => one.Point.Ceilings.Gigaflops);
        LogAxis x = new(Math.Min(0.5, counted.Min(one => one.Point.Intensity) / 2), Math.Max(counted.Max(one => one.Point.Intensity), peak / slow) * 3, Left, Width - Right);
        LogAxis y = new(Math.Min(peak / 100, counted.Min(one => one.Point.Gigaflops) / 2), peak * 2, down, up);
        Grid(svg, x, y, up, down);
        Roof(svg, x, y, new(peak, fast), $"{Number(fast)} GB/s");

        if (slow < 0.9 * fast)
        {
            Roof(svg, x, y, new(peak, slow), $"{Number(slow)} GB/s");
        }

        svg.Text(Width - Right - 6, y.At(peak) - 6, $"{Number(peak)} GF/s of fused multiply-adds", "faint", "end");

        List<(double X, double Y)> labels = [];

        foreach ((RooflinePoint point, int number) in counted)
        {
            (double px, double py) = (x.At(point.Intensity), y.At(point.Gigaflops));
            (double X, double Y)[] places = [(px + 4, py - 4), (px + 4, py + 10), (px - 15, py - 4), (px - 15, py + 10), (px + 4, py - 14), (px + 4, py + 20)];
            (double X, double Y) free = places.FirstOrDefault(place => labels.All(other => Math.Abs(other.X - place.X) > 13 || Math.Abs(other.Y - place.Y) > 8), places[0]);
            labels.Add(free);
            svg.Dot(px, py, ColorOf(point, families));
            svg.Text(free.X, free.Y, $"{number}", "small");
        }

        svg.Text(Left, down + 32, "operations a byte → GF/s", "faint");
        return down + 32;
    }

    private static void Grid(Svg svg, LogAxis x, LogAxis y, double up, double down)
    {
        foreach ((double value, string label) in y.Ticks())
        {
            svg.Line(Left, y.At(value), Width - Right, y.At(value), "grid");
            svg.Text(Left - 8, y.At(value) + 4, label, "faint", "end");
        }

        foreach ((double value, string label) in x.Ticks())
        {
            svg.Line(x.At(value), up, x.At(value), down, "grid");
            svg.Text(x.At(value), down + 16, label, "faint", "middle");
        }
    }

    /// <summary>Memory's slope up to the ridge, then arithmetic's flat top.</summary>
    private static void Roof(Svg svg, LogAxis x, LogAxis y, Ceilings roof, string label)
    {
        double from = Math.Max(x.Min, y.Min / roof.Gigabytes);
        double ridge = Math.Clamp(roof.Ridge, from, x.Max);
        svg.Polyline([(x.At(from), y.At(roof.At(from))), (x.At(ridge), y.At(roof.At(ridge))), (x.At(x.Max), y.At(roof.At(x.Max)))], "#aab0ba", 2);
        double middle = Math.Sqrt(from * ridge);
        svg.Text(x.At(middle) - 6, y.At(roof.At(middle)) - 6, label, "faint", "end");
    }

    private static double Bars(Svg svg, IReadOnlyList<RooflinePoint> points, List<string> families, double top)
    {
        double full = Width - Right - 120 - BarsLeft;
        svg.Text(Left, top, "Share of the least time that the ceilings allow, over the time taken", "title");
        double y = top + 8;
        double bottom = y + (BarHeight * points.Count);

        foreach (double share in new[] { 0.25, 0.5, 0.75, 1 })
        {
            svg.Line(BarsLeft + (share * full), y, BarsLeft + (share * full), bottom, "grid");
        }

        for (int i = 0; i < points.Count; i++, y += BarHeight)
        {
            RooflinePoint point = points[i];
            svg.Text(Left - 8, y + 12, $"{i + 1}", "small faint", "end");
            svg.Text(Left, y + 12, point.Label);
            svg.Stroke(BarsLeft, BarsLeft + (Math.Clamp(point.Fraction, 0.003, 1.15) * full), y + 8, ColorOf(point, families));
            string speed = point.Intensity > 0 ? $"{Number(point.Gigaflops)} GF/s" : $"{Number(point.Gigabytes)} GB/s";
            svg.Text(Width - Right, y + 12, $"{(100 * point.Fraction).ToString("F0", CultureInfo.InvariantCulture)} %  {speed}", "faint", "end");
        }

        return bottom;
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture);

    private static string ColorOf(RooflinePoint point, List<string> families) => Colors[families.IndexOf(point.Family) % Colors.Length];
}
