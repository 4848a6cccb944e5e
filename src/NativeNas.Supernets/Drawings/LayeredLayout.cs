namespace NativeNas.Supernets.Drawings;

/// <summary>
/// Layers a directed acyclic graph (vertices numbered in topological order) from left to right: a vertex's layer is its
/// longest path from a source, the last vertex has the last layer to itself, an edge across layers gets a lane in each, layers are ordered for few crossings
/// (barycentres), and boxes are then pulled towards their neighbours without overlapping.
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 24;
    private const double LaneHeight = 16;
    private const double Gap = 14;

    private readonly List<LayoutItem>[] layers;

    public LayeredLayout(IReadOnlyList<double> heights, IReadOnlyList<(int From, int To)> edges)
    {
        int[] depth = Depths(heights.Count, edges);
        layers = [.. Enumerable.Range(0, depth.Max() + 1).Select(_ => new List<LayoutItem>())];
        Vertices = [.. heights.Select((h, i) => Place(new(depth[i], h)))];
        Routes = [.. edges.Select(Route)];
        OrderLayers();
        Align();
    }

    public int Layers => layers.Length;

    public IReadOnlyList<LayoutItem> Vertices { get; }

    /// <summary>For each edge its source, its lanes, its target.</summary>
    public IReadOnlyList<IReadOnlyList<LayoutItem>> Routes { get; }

    public double Height => layers.SelectMany(l => l).Max(i => i.Y + i.Height / 2);

    private static int[] Depths(int vertices, IReadOnlyList<(int From, int To)> edges)
    {
        int[] depth = new int[vertices];

        foreach ((int from, int to) in edges.OrderBy(e => e.To))
        {
            depth[to] = Math.Max(depth[to], depth[from] + 1);
        }

        depth[^1] = depth.SkipLast(1).Max() + 1;
        return depth;
    }

    private LayoutItem Place(LayoutItem item)
    {
        item.Order = layers[item.Layer].Count;
        layers[item.Layer].Add(item);
        return item;
    }

    private List<LayoutItem> Route((int From, int To) edge)
    {
        LayoutItem target = Vertices[edge.To];
        List<LayoutItem> route = [Vertices[edge.From]];

        while (route[^1].Layer < target.Layer)
        {
            int layer = route[^1].Layer + 1;
            LayoutItem next = layer == target.Layer ? target : Place(new(layer, LaneHeight));
            route[^1].After.Add(next);
            next.Before.Add(route[^1]);
            route.Add(next);
        }

        return route;
    }

    private void OrderLayers()
    {
        int fewest = int.MaxValue;
        LayoutItem[][] best = [];

        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            bool forward = sweep % 2 == 0;

            foreach (List<LayoutItem> layer in forward ? layers : layers.Reverse())
            {
                Sort(layer, layer.OrderBy(i => Barycentre(forward ? i.Before : i.After, n => n.Order, i.Order)));
            }

            int crossings = Crossings();

            if (crossings < fewest)
            {
                fewest = crossings;
                best = [.. layers.Select(l => l.ToArray())];
            }
        }

        for (int i = 0; i < layers.Length; i++)
        {
            Sort(layers[i], best[i]);
        }
    }

    private static void Sort(List<LayoutItem> layer, IEnumerable<LayoutItem> order)
    {
        LayoutItem[] sorted = [.. order];
        layer.Clear();

        foreach (LayoutItem item in sorted)
        {
            item.Order = layer.Count;
            layer.Add(item);
        }
    }

    private static double Barycentre(List<LayoutItem> neighbours, Func<LayoutItem, double> position, double otherwise) =>
        neighbours.Count == 0 ? otherwise : neighbours.Average(position);

    private int Crossings()
    {
        int crossings = 0;

        foreach (List<LayoutItem> layer in layers)
        {
            (int From, int To)[] ends = [.. layer.SelectMany(i => i.After.Select(a => (i.Order, a.Order)))];
            crossings += ends.Sum(a => ends.Count(b => a.From < b.From && a.To > b.To));
        }

        return crossings;
    }

    private void Align()
    {
        foreach (List<LayoutItem> layer in layers)
        {
            Separate(layer);
        }

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            foreach (List<LayoutItem> layer in sweep % 2 == 0 ? layers : layers.Reverse())
            {
                layer.ForEach(i => i.Y = Barycentre([.. i.Before, .. i.After], n => n.Y, i.Y));
                Separate(layer);
            }
        }

        double top = layers.SelectMany(l => l).Min(i => i.Y - i.Height / 2);

        foreach (LayoutItem item in layers.SelectMany(l => l))
        {
            item.Y -= top;
        }
    }

    /// <summary>Moves boxes apart as little as the order allows: the mean of the lowest and the highest fit.</summary>
    private static void Separate(List<LayoutItem> layer)
    {
        double[] down = [.. layer.Select(i => i.Y)];
        double[] up = [.. down];

        for (int i = 1; i < layer.Count; i++)
        {
            down[i] = Math.Max(down[i], down[i - 1] + Distance(layer[i - 1], layer[i]));
        }

        for (int i = layer.Count - 2; i >= 0; i--)
        {
            up[i] = Math.Min(up[i], up[i + 1] - Distance(layer[i], layer[i + 1]));
        }

        for (int i = 0; i < layer.Count; i++)
        {
            layer[i].Y = (down[i] + up[i]) / 2;
        }
    }

    private static double Distance(LayoutItem above, LayoutItem below) => (above.Height + below.Height) / 2 + Gap;
}
