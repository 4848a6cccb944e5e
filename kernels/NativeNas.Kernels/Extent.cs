namespace NativeNas.Kernels;

/// <summary>Coordinates that a kernel runs over: blocks in a row, rows in a plane, planes.</summary>
public readonly record struct Extent(int Columns, int Rows, int Planes)
{
    /// <summary>Every block of a run of floats whose length is a multiple of 16, as one row.</summary>
    public static Extent Flat(int length) => new(length / 16, 1, 1);
}
