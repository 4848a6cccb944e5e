using System.Text;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>A picture of cells: inputs at the left, nodes in columns, the concatenated output at the right.</summary>
public static class SvgDrawing
{
    private const double Margin = 28;
    private const double Heading = 40;
    private const double LegendRow = 24;

    public static string Of(Genotype genotype) =>
        Compose("Genotype", [("Normal cell", genotype.Normal), ("Reduction cell", genotype.Reduction)]);

    public static string Of(CellGenotype cell, string title) => Compose(title, [(title, cell)]);

    private static string Compose(string title, (string Name, CellGenotype Cell)[] cells)
    {
        SvgCell[] pictures = [.. cells.Select(c => new SvgCell(c.Cell))];
        double width = pictures.Max(p => p.Width) + 2 * Margin;
        StringBuilder body = new();
        double y = Margin;

        for (int i = 0; i < cells.Length; i++)
        {
            body.Append(Svg.Text(Margin, y + 16, cells[i].Name, "font-size=\"18\" font-weight=\"600\" fill=\"#0f172a\""));
            y += Heading;
            body.Append(Svg.Number($"<g transform=\"translate({(width - pictures[i].Width) / 2} {y})\">\n{pictures[i].Body}</g>\n"));
            y += pictures[i].Height + Margin;
        }

        y = AppendLegend(body, cells.Select(c => c.Cell), width, y);
        string summary = string.Join("\n", cells.Select(c => TextDrawing.Of(c.Cell, c.Name)));
        return Svg.Number($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{y + Margin / 2}\" viewBox=\"0 0 {width} {y + Margin / 2}\" ")
            + "role=\"img\" font-family=\"Inter, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif\">\n"
            + $"<title>{Svg.Escape(title)}</title>\n<desc>{Svg.Escape(summary)}</desc>\n"
            + "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
            + $"{body}</svg>\n";
    }

    /// <summary>The operations that occur, wrapped to the width; returns the y below.</summary>
    private static double AppendLegend(StringBuilder body, IEnumerable<CellGenotype> cells, double width, double y)
    {
        IEnumerable<(string Label, string Color)> entries = cells
            .SelectMany(c => c.Nodes).SelectMany(n => n.Edges).Select(e => e.Operation).Distinct().Order()
            .Select(o => (SvgCell.Label(o), Palette.Of(o)))
            .Append(("concatenation", Palette.Concatenation));
        double x = Margin;

        foreach ((string label, string color) in entries)
        {
            double length = 28 + 7.2 * label.Length + 18;

            if (x > Margin && x + length > width - Margin)
            {
                x = Margin;
                y += LegendRow;
            }

            body.Append(Svg.Number($"<rect x=\"{x}\" y=\"{y + 4}\" width=\"20\" height=\"8\" rx=\"4\" fill=\"{color}\"/>\n"));
            body.Append(Svg.Text(x + 28, y + 12, label, "font-size=\"12\" fill=\"#475569\""));
            x += length;
        }

        return y + LegendRow;
    }
}
