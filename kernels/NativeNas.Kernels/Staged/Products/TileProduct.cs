using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// sums[row, column] = Σ rows[term, row] · columns[term, column], sixteen terms a stage. While a stage is multiplied, the
/// items of the next are on their way.
/// </summary>
public readonly struct TileProduct<TTile, TRows, TColumns, TOutlet>(TRows rows, TColumns columns, TOutlet outlet, int stages) : ITileProduct
    where TTile : struct, ITile
    where TRows : struct, ISide
    where TColumns : struct, ISide
    where TOutlet : struct, IOutlet
{
    /// <summary>Floats between a term's rows and the next term's, beyond its own: loads of four terms by a warp meet no bank twice.</summary>
    private const int Gap = 8;

    private const int Terms = 16;

    public static int Threads => Across * Down;

    public static int Shared => (RowPitch + ColumnPitch) * Terms;

    public static int Rows => TTile.Rows;

    public static int Columns => TTile.Columns;

    public int Stages => stages;

    private static int Across => TTile.Columns / 4;

    private static int Down => TTile.Rows / (4 * TTile.Halves);

    private static int RowPitch => TTile.Rows + Gap;

    private static int ColumnPitch => TTile.Columns + Gap;

    private static int FirstColumn => RowPitch * Terms;

    private static int RowItems => TTile.Rows * (Terms / 4);

    private static int ColumnItems => TTile.Columns * (Terms / 4);

    public static int RowPlace(int term, int row) => TRows.Place(term, row, RowPitch);

    public static int ColumnPlace(int term, int column) => FirstColumn + TColumns.Place(term, column, ColumnPitch);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<TShared>(int thread, TShared shared, int pitch, ref ProductState state)
        where TShared : struct, IShared
    {
        int row = Row(thread), column = Column(thread);
        state.Upper.Take(shared, (row * pitch) + column, pitch);

        if (TTile.Halves == 2)
        {
            state.Lower.Take(shared, ((row + (TTile.Rows / 2)) * pitch) + column, pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref ProductState state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            Fetch(thread, column, row, plane, 0, ref state);
        }

        Put(thread, shared, in state);

        if (stage + 1 < stages)
        {
            Fetch(thread, column, row, plane, stage + 1, ref state);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TShared>(int thread, int stage, TShared shared, ref ProductState state)
        where TShared : struct, IShared
    {
        int row = Row(thread), column = Column(thread);

        for (int term = 0; term < Terms; term++)
        {
            Float4 right = shared.Four(ColumnPlace(term, column));
            state.Upper.Add(shared.Four(RowPlace(term, row)), right);

            if (TTile.Halves == 2)
            {
                state.Lower.Add(shared.Four(RowPlace(term, row + (TTile.Rows / 2))), right);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in ProductState state)
    {
        int top = (column * TTile.Rows) + Row(thread), left = (row * TTile.Columns) + Column(thread);
        outlet.Put(top, left, plane, in state.Upper);

        if (TTile.Halves == 2)
        {
            outlet.Put(top + (TTile.Rows / 2), left, plane, in state.Lower);
        }
    }

    private static int Row(int thread) => (int)((uint)thread / (uint)Across) * 4;

    private static int Column(int thread) => (int)((uint)thread % (uint)Across) * 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Fetch(int thread, int column, int row, int plane, int stage, ref ProductState state)
    {
        state.Row0 = rows.Fetch(thread, TTile.Rows, column, plane, stage);

        if (RowItems > Threads)
        {
            state.Row1 = rows.Fetch(thread + Threads, TTile.Rows, column, plane, stage);
        }

        if (RowItems > 2 * Threads)
        {
            state.Row2 = rows.Fetch(thread + (2 * Threads), TTile.Rows, column, plane, stage);
            state.Row3 = rows.Fetch(thread + (3 * Threads), TTile.Rows, column, plane, stage);
        }

        if (thread < ColumnItems)
        {
            state.Column = columns.Fetch(thread, TTile.Columns, row, plane, stage);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put<TShared>(int thread, TShared shared, in ProductState state)
        where TShared : struct, IShared
    {
        rows.Put(thread, TTile.Rows, RowPitch, 0, state.Row0, shared);

        if (RowItems > Threads)
        {
            rows.Put(thread + Threads, TTile.Rows, RowPitch, 0, state.Row1, shared);
        }

        if (RowItems > 2 * Threads)
        {
            rows.Put(thread + (2 * Threads), TTile.Rows, RowPitch, 0, state.Row2, shared);
            rows.Put(thread + (3 * Threads), TTile.Rows, RowPitch, 0, state.Row3, shared);
        }

        if (thread < ColumnItems)
        {
            columns.Put(thread, TTile.Columns, ColumnPitch, FirstColumn, state.Column, shared);
        }
    }
}
