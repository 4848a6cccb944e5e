namespace NativeNas.Kernels.Tiles;

/// <summary>How a run of vectors is cut: 16 × 1 for a single one, 14 × 2 for two, four and eight, 9 × 3 (and 9 × 2) else.</summary>
internal readonly struct TileShape
{
    private readonly int size, larger;

    /// <param name="pairs">Whether pairs are preferred where threes leave a rest; 14 × 2 is as good as 9 × 3, but 8 × 2 is not as 8 × 3.</param>
    public TileShape(int vectors, bool pairs = true)
    {
        pairs &= vectors is 2 or 4 or 8;
        Rows = vectors == 1 ? 16 : pairs ? 14 : 9;
        Groups = pairs ? vectors / 2 : (vectors + 2) / 3;
        (size, larger) = Math.DivRem(vectors, Groups);
    }

    public int Rows { get; }

    public int Groups { get; }

    /// <summary>Vectors of a group; the first groups are the larger ones.</summary>
    public (int From, int To) Group(int group)
    {
        int from = (group * size) + Math.Min(group, larger);
        return (from, from + size + (group < larger ? 1 : 0));
    }
}
