using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A pixel of a tile, or a column of some: counted along the rows, a thread takes every sixteenth.</summary>
internal readonly record struct TileSpot(int Row, int Column)
{
    /// <summary>Of sixteen lanes each.</summary>
    public const int SpotsAGroup = 16;

    /// <param name="columns">Of the tile.</param>
    /// <param name="height">Rows that a spot has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileSpot First(int thread, int columns, int height) => Within(0, thread >> 4, columns, height);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileSpot Next(int columns, int height) => Within(Row, Column + SpotsAGroup, columns, height);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TileSpot Within(int row, int column, int columns, int height)
    {
        while (column >= columns)
        {
            column -= columns;
            row += height;
        }

        return new(row, column);
    }
}
