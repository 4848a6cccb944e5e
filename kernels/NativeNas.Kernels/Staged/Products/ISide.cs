namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// Rows or columns of a matrix product as a tile reads them: in each stage sixteen terms of each, as items of four
/// numbers, 4 · width of them; zeros where there is nothing.
/// </summary>
public interface ISide
{
    /// <summary>Where a four lies among those of its term in shared memory; the order changes within every eight of them alone.</summary>
    static abstract int Turn(int term, int four);

    /// <param name="width">Rows or columns of a tile.</param>
    Float4 Fetch(int item, int width, int tile, int plane, int stage);

    /// <summary>Puts a fetched item into shared memory.</summary>
    /// <param name="first">Where the side begins, in fours.</param>
    void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared;
}

/// <summary>Takes the sums of a product.</summary>
public interface IOutlet
{
    /// <summary>The 4 × 4 sums from a row and a column on, multiples of 4, that may lie beyond the product.</summary>
    void Put(int row, int column, int plane, in Sums sums);
}
