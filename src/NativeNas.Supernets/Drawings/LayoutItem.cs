namespace NativeNas.Supernets.Drawings;

/// <summary>A box of a layer: a vertex, or the lane in which an edge passes through the layer.</summary>
internal sealed class LayoutItem(int layer, double height)
{
    public int Layer { get; } = layer;

    public double Height { get; } = height;

    /// <summary>The centre.</summary>
    public double Y { get; set; }

    /// <summary>Position in its layer, from the top.</summary>
    public int Order { get; set; }

    public List<LayoutItem> Before { get; } = [];

    public List<LayoutItem> After { get; } = [];
}
