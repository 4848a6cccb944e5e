using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security;

namespace NativeNas.Supernets.Drawings;

/// <summary>Small SVG phrases.</summary>
internal static class Svg
{
    public static string Text(double x, double y, string text, string attributes) =>
        Number($"<text x=\"{x}\" y=\"{y}\" {attributes}>{Escape(text)}</text>\n");

    /// <summary>A curve that leaves and arrives horizontally.</summary>
    public static string Curve(double x0, double y0, double x1, double y1) =>
        Number($"C{(x0 + x1) / 2} {y0} {(x0 + x1) / 2} {y1} {x1} {y1}");

    public static string Escape(string text) => SecurityElement.Escape(text);

    /// <summary>Formats numbers with a point and at most two places.</summary>
    public static string Number(ref NumberText text) => text.ToString();

    /// <summary>Interpolation in which every double has at most two places.</summary>
    [InterpolatedStringHandler]
    internal ref struct NumberText(int literalLength, int formattedCount)
    {
        private DefaultInterpolatedStringHandler text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

        public void AppendLiteral(string value) => text.AppendLiteral(value);

        public void AppendFormatted(double value) => text.AppendFormatted(value, "0.##");

        public void AppendFormatted(string? value) => text.AppendFormatted(value);

        public override string ToString() => text.ToStringAndClear();
    }
}
