namespace NativeNas.Kernels.Tiles;

/// <summary>How a run of vectors is cut: into threes, with one or two pairs where they do not come out; a single vector stands alone. 9 × 3 reads least for each product.</summary>
internal readonly struct TileShape
{
    private readonly int size, larger;

    public TileShape(int vectors)
    {
        Groups = (vectors + 2) / 3;
        (size, larger) = Math.DivRem(vectors, Groups);
    }

    public int Groups { get; }

    /// <summary>Vectors of the first group, the widest.</summary>
    public int Widest => size + (larger > 0 ? 1 : 0);

    /// <summary>The most rows of a tile of so many vectors.</summary>
    public static int Rows(int vectors) => vectors switch
    {
        1 => 16,
        2 => 14,
        _ => 9,
    };

    /// <summary>Vectors of a group; the first groups are the larger ones.</summary>
    public (int From, int To) Group(int group)
    {
        int from = (group * size) + Math.Min(group, larger);
        return (from, from + size + (group < larger ? 1 : 0));
    }
}
