using System.Text;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>
/// One cell as an SVG group. The operations' labels are docked to the left of the node that sums them, so that no two
/// labels can overlap; curves run only in the gaps between columns and in lanes of their own.
/// </summary>
internal sealed class SvgCell
{
    private const double LabelWidth = 108;
    private const double LabelHeight = 22;
    private const double LabelGap = 8;
    private const double Lead = 22;
    private const double Radius = 17;
    private const double EndWidth = 66;
    private const double EndHeight = 36;
    private const double ColumnGap = 96;
    private const double NodeWidth = LabelWidth + Lead + 2 * Radius;

    private readonly CellGenotype cell;
    private readonly LayeredLayout layout;
    private readonly StringBuilder curves = new();
    private readonly StringBuilder boxes = new();

    public SvgCell(CellGenotype cell)
    {
        this.cell = cell;
        int output = cell.Nodes.Length + CellGenotype.Inputs;
        double[] heights = [.. Enumerable.Range(0, output + 1).Select(
            v => v < CellGenotype.Inputs || v == output ? EndHeight : 2 * LabelHeight + LabelGap)];
        (int From, int To)[] edges =
        [
            .. cell.Nodes.SelectMany((n, i) => n.Edges.Select(e => (e.Input, i + CellGenotype.Inputs))),
            .. cell.Concat.Select(state => (state, output)),
        ];
        layout = new(heights, edges);
        DrawConcatenation(layout.Vertices[output]);

        for (int i = 0; i < cell.Nodes.Length; i++)
        {
            DrawNode(i);
        }

        DrawEnd(layout.Vertices[0], "c", "k−2");
        DrawEnd(layout.Vertices[1], "c", "k−1");
        DrawEnd(layout.Vertices[output], "c", "k");
    }

    public double Width => Left(layout.Layers - 1) + EndWidth;

    public double Height => layout.Height;

    public string Body => curves.ToString() + boxes;

    public static string Label(CellOperation operation) => operation switch
    {
        CellOperation.MaxPool3x3 => "max pool 3×3",
        CellOperation.AvgPool3x3 => "avg pool 3×3",
        CellOperation.SkipConnect => "skip",
        CellOperation.SepConv3x3 => "sep conv 3×3",
        CellOperation.SepConv5x5 => "sep conv 5×5",
        CellOperation.DilConv3x3 => "dil conv 3×3",
        CellOperation.DilConv5x5 => "dil conv 5×5",
        _ => operation.Name,
    };

    private static double Left(int layer) => layer == 0 ? 0 : EndWidth + ColumnGap + (layer - 1) * (NodeWidth + ColumnGap);

    private static double Right(int layer) => Left(layer) + (layer == 0 ? EndWidth : NodeWidth);

    private void DrawNode(int index)
    {
        LayoutItem node = layout.Vertices[index + CellGenotype.Inputs];
        double left = Left(node.Layer);
        double centre = left + LabelWidth + Lead + Radius;
        IReadOnlyList<LayoutItem>[] routes = [layout.Routes[2 * index], layout.Routes[2 * index + 1]];
        int upper = routes[0][^2].Y <= routes[1][^2].Y ? 0 : 1;

        for (int edge = 0; edge < 2; edge++)
        {
            CellOperation operation = cell.Nodes[index].Edges[edge].Operation;
            string color = Palette.Of(operation);
            double y = node.Y + (edge == upper ? -1 : 1) * (LabelHeight + LabelGap) / 2;
            DrawCurve(routes[edge], left, y, color, 2);
            curves.Append(Svg.Number($"<path d=\"M{left + LabelWidth} {y}"))
                .Append(Svg.Curve(left + LabelWidth, y, centre - Radius, node.Y))
                .Append(Svg.Number($"\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n"));
            boxes.Append(Svg.Number(
                $"<rect x=\"{left}\" y=\"{y - LabelHeight / 2}\" width=\"{LabelWidth}\" height=\"{LabelHeight}\" rx=\"{LabelHeight / 2}\" fill=\"{color}\"/>\n"));
            boxes.Append(Svg.Text(
                left + LabelWidth / 2, y + 4.2, Label(operation), "font-size=\"12\" font-weight=\"500\" fill=\"#ffffff\" text-anchor=\"middle\""));
        }

        boxes.Append(Svg.Number(
            $"<circle cx=\"{centre}\" cy=\"{node.Y}\" r=\"{Radius}\" fill=\"#f8fafc\" stroke=\"#334155\" stroke-width=\"1.5\"/>\n"));
        boxes.Append(Svg.Text(
            centre, node.Y + 5, StateNames.Plain(index + CellGenotype.Inputs), "font-size=\"14\" font-weight=\"600\" fill=\"#0f172a\" text-anchor=\"middle\""));
    }

    private void DrawConcatenation(LayoutItem output)
    {
        foreach (IReadOnlyList<LayoutItem> route in layout.Routes.Skip(2 * cell.Nodes.Length))
        {
            DrawCurve(route, Left(output.Layer), output.Y, Palette.Concatenation, 1.5);
        }
    }

    private void DrawCurve(IReadOnlyList<LayoutItem> route, double endX, double endY, string color, double width)
    {
        double x = Right(route[0].Layer);
        double y = route[0].Y;
        curves.Append(Svg.Number($"<path d=\"M{x} {y}"));

        foreach (LayoutItem lane in route.Skip(1).SkipLast(1))
        {
            curves.Append(Svg.Curve(x, y, Left(lane.Layer), lane.Y)).Append(Svg.Number($"H{Right(lane.Layer)}"));
            (x, y) = (Right(lane.Layer), lane.Y);
        }

        curves.Append(Svg.Curve(x, y, endX, endY)).Append(Svg.Number($"\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>\n"));
    }

    private void DrawEnd(LayoutItem item, string name, string index)
    {
        double left = Left(item.Layer);
        boxes.Append(Svg.Number(
            $"<rect x=\"{left}\" y=\"{item.Y - EndHeight / 2}\" width=\"{EndWidth}\" height=\"{EndHeight}\" rx=\"8\" fill=\"#e2e8f0\" stroke=\"#334155\" stroke-width=\"1.5\"/>\n"));
        boxes.Append(Svg.Number(
            $"<text x=\"{left + EndWidth / 2}\" y=\"{item.Y + 4}\" font-size=\"15\" font-style=\"italic\" font-weight=\"600\" fill=\"#0f172a\" text-anchor=\"middle\">"))
            .Append($"{name}<tspan font-size=\"11\" dy=\"4\">{index}</tspan></text>\n");
    }
}
