namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// Rows or columns of a matrix product as a tile reads them: in each stage sixteen terms of each, as items of four
/// numbers, 4 · width of them; zeros where there is nothing.
/// </summary>
public interface ISide
{
    /// <param name="width">Rows or columns of a tile.</param>
    Float4 Fetch(int item, int width, int tile, int plane, int stage);

    /// <summary>Puts a fetched item into shared memory.</summary>
    /// <param name="pitch">Fours of rows or columns from a term to the next.</param>
    /// <param name="first">Where the side begins, in fours.</param>
    void Put<TShared>(int item, int width, int pitch, int first, Float4 four, TShared shared)
        where TShared : struct, IShared;
}

/// <summary>A side of rows.</summary>
public interface IRowSide : ISide
{
    /// <summary>
    /// Where a four of rows lies among those of its term in shared memory: of every eight fours, pairs may change places,
    /// in the same way for four terms.
    /// </summary>
    /// <param name="terms">Which four of terms.</param>
    static abstract int Turn(int terms, int four);
}

/// <summary>A side of columns: they lie in order.</summary>
public interface IColumnSide : ISide;

/// <summary>Takes the sums of a product.</summary>
public interface IOutlet
{
    /// <summary>The 4 × 4 sums from a row and a column on, multiples of 4, that may lie beyond the product.</summary>
    void Put(int row, int column, int plane, in Sums sums);
}
