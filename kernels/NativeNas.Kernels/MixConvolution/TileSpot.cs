using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A place in a tile, counted along its rows; a thread takes every sixteenth.</summary>
internal readonly record struct TileSpot(int Row, int Column)
{
    /// <summary>Places of a group at a time: each is sixteen lanes.</summary>
    public const int Group = 16;

    /// <param name="columns">Of the tile.</param>
    /// <param name="height">Rows that a place has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TileSpot First(int thread, int columns, int height) => Within(0, thread >> 4, columns, height);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TileSpot Next(int columns, int height) => Within(Row, Column + Group, columns, height);

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
