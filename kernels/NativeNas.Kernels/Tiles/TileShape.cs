namespace NativeNas.Kernels.Tiles;

/// <summary>How a run of vectors is cut: 16 × 1 for a single one, 14 × 2 for pairs, 9 × 3 (and 9 × 2) else.</summary>
internal readonly struct TileShape
{
    private readonly int vectors;

    public TileShape(int vectors)
    {
        bool pairs = vectors % 2 == 0 && vectors % 3 != 0;
        this.vectors = vectors;
        Rows = vectors == 1 ? 16 : pairs ? 14 : 9;
        Groups = pairs ? vectors / 2 : (vectors + 2) / 3;
    }

    public int Rows { get; }

    public int Groups { get; }

    public (int From, int To) Group(int group) => (vectors * group / Groups, vectors * (group + 1) / Groups);
}
