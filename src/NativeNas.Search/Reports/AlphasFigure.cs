namespace NativeNas.Search.Reports;

/// <summary>alphas.svg: a panel an edge, a row a node, a line an operation; the strongest at the end is named and bold.</summary>
public static class AlphasFigure
{
    private const double Left = 44;
    private const double Gap = 12;
    private const double PanelWidth = 158;
    private const double PanelHeight = 84;
    private const double RowHeight = PanelHeight + 34;

    /// <summary>Of the eight operations of DARTS in their order: none, pools, skip, separable, dilated.</summary>
    private static readonly string[] Colors = ["#949aa5", "#e6852e", "#c9a514", "#d64550", "#2f7fd1", "#45aede", "#2a9d6f", "#8e63c7"];

    /// <param name="cells">Usually the normal and the reduction cell.</param>
    /// <param name="operations">Names in the order of the weights.</param>
    /// <param name="none">The operation that derivation never chooses, which is therefore not the strongest.</param>
    public static string Draw(IReadOnlyList<AlphaHistory> cells, IReadOnlyList<string> operations, string none = "none")
    {
        int columns = Math.Max(3, cells.Select(cell => cell.Nodes).DefaultIfEmpty(0).Max() + 1);
        Svg svg = new(Left + (columns * (PanelWidth + Gap)), "How the weights of each edge's operations moved");
        double most = cells.SelectMany(cell => cell.Weights).SelectMany(edges => edges).SelectMany(edge => edge).DefaultIfEmpty(0).Max();
        double top = 10;
        foreach (AlphaHistory cell in cells)
        {
            svg.Text(Left, top + 14, $"{char.ToUpperInvariant(cell.Cell[0])}{cell.Cell[1..]} cell", "title");
            if (cell == cells[0])
            {
                Legend(svg, operations, Left + (2 * (PanelWidth + Gap)) + 10, top + 44);
            }

            for (int node = 0; node < cell.Nodes; node++)
            {
                for (int input = 0; input < node + 2; input++)
                {
                    int edge = AlphaHistory.EdgesOf(node) + input;
                    Panel panel = new(Left + (input * (PanelWidth + Gap)), top + 42 + (node * RowHeight), most, input == 0, node == cell.Nodes - 1);
                    panel.Draw(svg, cell, edge, $"{InputName(input)} → {node}", operations, none);
                }
            }

            top += 42 + (cell.Nodes * RowHeight) + 8;
        }

        return svg.Close(top);
    }

    private static void Legend(Svg svg, IReadOnlyList<string> operations, double x, double y)
    {
        int rows = (operations.Count + 1) / 2;
        for (int i = 0; i < operations.Count; i++)
        {
            double left = x + (i / rows * (PanelWidth + Gap));
            double middle = y + (i % rows * 20);
            svg.Stroke(left, left + 16, middle - 4, Colors[i % Colors.Length]);
            svg.Text(left + 24, middle, operations[i]);
        }
    }

    /// <summary>The cell's inputs are the outputs of the two cells before it; then come its nodes.</summary>
    private static string InputName(int input) => input switch
    {
        0 => "k−2",
        1 => "k−1",
        _ => Svg.Number(input - 2),
    };

    private readonly record struct Panel(double X, double Y, double Most, bool First, bool Last)
    {
        public void Draw(Svg svg, AlphaHistory cell, int edge, string title, IReadOnlyList<string> operations, string none)
        {
            Axis y = Axis.OnTicks(0, Math.Max(Most, 0.2), Y + PanelHeight, Y, 3);
            Axis x = new(cell.Steps[0], cell.Steps[^1], X + 3, X + PanelWidth - 3, 3);
            svg.Rectangle(X, Y, PanelWidth, PanelHeight, "panel");
            foreach ((double value, string label) in y.Ticks())
            {
                svg.Line(X, y.At(value), X + PanelWidth, y.At(value), "grid");
                if (First)
                {
                    svg.Text(X - 6, y.At(value) + 3.5, label, "faint small", "end");
                }
            }

            if (Last)
            {
                foreach ((double value, string label) in x.Ticks())
                {
                    svg.Text(x.At(value), Y + PanelHeight + 12, label, "faint small", "middle");
                }
            }

            float[] end = cell.Weights[^1][edge];
            int strongest = Enumerable.Range(0, end.Length).Where(o => operations[o] != none).MaxBy(o => end[o]);
            for (int operation = 0; operation < end.Length; operation++)
            {
                int o = operation;
                Series line = new Series("", [.. cell.Steps.Select((step, t) => new Point(step, cell.Weights[t][edge][o]))]).Thinned(100);
                svg.Polyline(line.Points.Select(p => (x.At(p.Step), y.At(p.Value))), Colors[o % Colors.Length], o == strongest ? 2.4 : 1.2);
            }

            svg.Text(X + 2, Y - 5, title);
            svg.Text(X + PanelWidth - 2, Y - 5, operations[strongest], "faint small", "end");
        }
    }
}
