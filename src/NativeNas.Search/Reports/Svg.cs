using System.Globalization;
using System.Net;
using System.Text;

namespace NativeNas.Search.Reports;

/// <summary>An SVG picture as it is written: shapes in pixels, colours for light and dark by the viewer's preference.</summary>
internal sealed class Svg(double width, string description)
{
    /// <summary>Stands in a picture of its own and is dropped where HTML already implies it.</summary>
    public const string Namespace = " xmlns=\"http://www.w3.org/2000/svg\"";

    private const string Style =
        """
        <style>
        .nas { font-family: system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
        .nas text { fill: #3c434d; font-size: 11px; } .nas .title { font-size: 13px; font-weight: 600; fill: #14181f; }
        .nas .faint { fill: #79818d; } .nas .small { font-size: 9.5px; } .nas .paper { fill: #ffffff; } .nas .panel { fill: #f6f7f9; }
        .nas .grid { stroke: #e1e4e9; } .nas .axis { stroke: #aab0ba; } .nas .line { fill: none; stroke-linejoin: round; stroke-linecap: round; }
        @media (prefers-color-scheme: dark) {
        .nas text { fill: #c3c9d3; } .nas .title { fill: #f0f2f5; } .nas .faint { fill: #8b94a3; }
        .nas .paper { fill: #15181d; } .nas .panel { fill: #1d2128; } .nas .grid { stroke: #2e343d; } .nas .axis { stroke: #5b6472; }
        }
        </style>
        """;

    private readonly StringBuilder shapes = new();

    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    public void Rectangle(double x, double y, double w, double h, string style) =>
        shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(w)}\" height=\"{Number(h)}\" rx=\"4\" class=\"{style}\"/>\n");

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        shapes.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{style}\"/>\n");

    public void Stroke(double x1, double x2, double y, string color) =>
        shapes.Append($"<line x1=\"{Number(x1)}\" y1=\"{Number(y)}\" x2=\"{Number(x2)}\" y2=\"{Number(y)}\" stroke=\"{color}\" stroke-width=\"3\" stroke-linecap=\"round\"/>\n");

    public void Polyline(IEnumerable<(double X, double Y)> points, string color, double thickness, double opacity = 1)
    {
        string list = string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));
        shapes.Append($"<polyline class=\"line\" stroke=\"{color}\" stroke-width=\"{Number(thickness)}\" stroke-opacity=\"{Number(opacity)}\" points=\"{list}\"/>\n");
    }

    public void Dot(double x, double y, string color) =>
        shapes.Append($"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"2.6\" fill=\"{color}\"/>\n");

    /// <param name="x">Where the anchor lies.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="text">Plain; escaped here.</param>
    /// <param name="style">Classes.</param>
    /// <param name="anchor">start, middle or end.</param>
    public void Text(double x, double y, string text, string style = "", string anchor = "start") =>
        shapes.Append($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{style}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    public string Close(double height) =>
        $"<svg{Namespace} class=\"nas\" viewBox=\"0 0 {Number(width)} {Number(height)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\">\n"
        + $"{Style}\n<rect class=\"paper\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>\n{shapes}</svg>\n";
}
