using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>
/// The outputs of a run of blocks, cut into tiles of Rows × Columns pixels, each with the inputs under its windows in
/// shared memory; rows of a tile come in fours, one thread's.
/// </summary>
/// <param name="Blocks">Of the whole tensor.</param>
/// <param name="TileRows">Tiles one below the other; tileColumns side by side.</param>
public readonly record struct TileGeometry(
    int Images, int Blocks, int Height, int Width, int OutHeight, int OutWidth, MixRun Run, int Rows, int Columns, int TileRows, int TileColumns)
{
    /// <summary>Pixels along the edge of what a tile reads, by the kernel size that a type fixes (0: any); no more than 48 KB.</summary>
    public static int Edge(int kernel) => (kernel == 0) | (kernel > 12) ? 27 : 15 + kernel;

    internal TileInput Input => new(
        Height, Width, ((Rows - 1) * Run.Window.StrideHeight) + Run.Window.SpanHeight, ((Columns - 1) * Run.Window.StrideWidth) + Run.Window.SpanWidth);

    public int Pieces => Images * TileRows * TileColumns;

    /// <summary>A group a tile.</summary>
    public Extent Groups => new(TileColumns, TileRows, Images * Run.Blocks);

    /// <summary>The tile of a group.</summary>
    public TilePlace Place(int column, int row, int plane)
    {
        int image = plane / Run.Blocks, block = Run.FirstBlock + plane - (image * Run.Blocks);
        return new((image * Blocks) + block, block, row * Rows, column * Columns);
    }

    /// <summary>The index of a group's tile in [blocks of the run, pieces].</summary>
    public int Piece(int column, int row, int plane)
    {
        int image = plane / Run.Blocks;
        return ((plane - (image * Run.Blocks)) * Pieces) + (((image * TileRows) + row) * TileColumns) + column;
    }

    /// <param name="edge">Null where not even four rows fit.</param>
    public static TileGeometry? Of(PlaneGeometry g, MixRun run, int edge)
    {
        int rows = Most(edge, run.Window.SpanHeight, run.Window.StrideHeight) & ~3, columns = Most(edge, run.Window.SpanWidth, run.Window.StrideWidth);

        if (rows < 4 || columns < 4)
        {
            return null;
        }

        int down = (g.OutHeight + rows - 1) / rows, across = (g.OutWidth + columns - 1) / columns;
        rows = (((g.OutHeight + down - 1) / down) + 3) & ~3;
        columns = (g.OutWidth + across - 1) / across;
        return new(g.Images, g.Blocks, g.Height, g.Width, g.OutHeight, g.OutWidth, run, rows, columns, down, across);
    }

    private static int Most(int edge, int span, int stride) => edge < span ? 0 : Math.Min(16, ((edge - span) / stride) + 1);
}
