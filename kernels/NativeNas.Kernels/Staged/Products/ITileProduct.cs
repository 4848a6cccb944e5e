namespace NativeNas.Kernels.Staged.Products;

/// <summary>A matrix product in tiles, for devices that multiply tiles in their own way.</summary>
public interface ITileProduct : IStagedKernel<ProductState>
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>Where a term of a row lies in shared memory.</summary>
    static abstract int RowPlace(int term, int row);

    /// <summary>Where a term of a column lies in shared memory.</summary>
    static abstract int ColumnPlace(int term, int column);

    /// <summary>Takes a thread's sums from a whole tile of them, [Rows, pitch] from the first shared float on.</summary>
    static abstract void Take<TShared>(int thread, TShared shared, int pitch, ref ProductState state)
        where TShared : struct, IShared;
}
