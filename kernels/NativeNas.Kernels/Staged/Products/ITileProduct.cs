namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// A matrix product in tiles, for devices that multiply tiles in their own way: Load puts a stage's sixteen terms into
/// shared memory, Take gives a thread its sums, Store writes them.
/// </summary>
public interface ITileProduct : IStagedKernel<ProductState>
{
    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>Shared floats from a term's rows to the next term's.</summary>
    static abstract int RowPitch { get; }

    /// <summary>Shared floats from a term's columns to the next term's.</summary>
    static abstract int ColumnPitch { get; }

    /// <summary>The shared float where columns begin.</summary>
    static abstract int FirstColumn { get; }

    /// <summary>Shared floats from the first of 32 rows at the first term to row 4 · four, an even one, at term 4 · terms.</summary>
    static abstract int RowOffset(int terms, int four);

    /// <summary>Takes a thread's sums from a whole tile of them, [Rows, pitch] from the first shared float on.</summary>
    static abstract void Take<TShared>(int thread, TShared shared, int pitch, ref ProductState state)
        where TShared : struct, IShared;
}
