namespace NativeNas.Kernels.Staged.Products;

/// <summary>The part of a matrix product that a group of threads computes, each thread 4 × 4 or 8 × 4 of it.</summary>
public interface ITile
{
    /// <summary>A multiple of 64.</summary>
    static abstract int Rows { get; }

    /// <summary>A multiple of 16.</summary>
    static abstract int Columns { get; }

    /// <summary>Fours of rows a thread: 1 or 2; the second lie half a tile below the first.</summary>
    static abstract int Halves { get; }
}

/// <summary>256 threads, 8 × 4 each: large products.</summary>
public readonly struct Tile128x64 : ITile
{
    public static int Rows => 128;

    public static int Columns => 64;

    public static int Halves => 2;
}

/// <summary>256 threads: products too small for the larger tile to fill a chip.</summary>
public readonly struct Tile64x64 : ITile
{
    public static int Rows => 64;

    public static int Columns => 64;

    public static int Halves => 1;
}

/// <summary>256 threads: two blocks of columns.</summary>
public readonly struct Tile128x32 : ITile
{
    public static int Rows => 128;

    public static int Columns => 32;

    public static int Halves => 1;
}

/// <summary>128 threads: one block of columns.</summary>
public readonly struct Tile128x16 : ITile
{
    public static int Rows => 128;

    public static int Columns => 16;

    public static int Halves => 1;
}

/// <summary>64 threads: one block of columns, and too few rows for the larger tile to fill a chip.</summary>
public readonly struct Tile64x16 : ITile
{
    public static int Rows => 64;

    public static int Columns => 16;

    public static int Halves => 1;
}
