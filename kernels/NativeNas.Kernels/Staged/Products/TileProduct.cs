using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// sums[row, column] = Σ rows[term, row] · columns[term, column], sixteen terms a stage. While a stage is multiplied, the
/// items of the next are on their way.
/// </summary>
public readonly struct TileProduct<TTile, TRows, TColumns, TOutlet>(TRows rows, TColumns columns, TOutlet outlet, int stages) : ITileProduct
    where TTile : struct, ITile
    where TRows : struct, IRowSide
    where TColumns : struct, IColumnSide
    where TOutlet : struct, IOutlet
{
    /// <summary>Fours between a term's rows and the next term's, beyond its own: a warp that reads four terms meets no bank twice.</summary>
    private const int Gap = 2;

    private const int Terms = 16;

    public static int Threads => Across * Down;

    public static int Shared => (RowPitch + ColumnPitch) * Terms * 4;

    public static int Rows => TTile.Rows;

    public static int Columns => TTile.Columns;

    public int Stages => stages;

    private static int Across => TTile.Columns / 4;

    private static int Down => TTile.Rows / (4 * TTile.Halves);

    private static int RowPitch => (TTile.Rows / 4) + Gap;

    private static int ColumnPitch => (TTile.Columns / 4) + Gap;

    private static int FirstColumn => RowPitch * Terms;

    private static int RowItems => TTile.Rows * (Terms / 4);

    private static int ColumnItems => TTile.Columns * (Terms / 4);

    static int ITileProduct.RowPitch => RowPitch * 4;

    static int ITileProduct.ColumnPitch => ColumnPitch * 4;

    static int ITileProduct.FirstColumn => FirstColumn * 4;

    public static int RowOffset(int terms, int four) => ((terms * 4 * RowPitch) + TRows.Turn(terms, four)) * 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Take<TShared>(int thread, TShared shared, int pitch, ref ProductState state)
        where TShared : struct, IShared
    {
        int row = RowFour(thread) * 4, column = ColumnFour(thread) * 4;
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
        int row = RowFour(thread), column = ColumnFour(thread);
        AddFour(0, row, column, shared, ref state);
        AddFour(4, row, column, shared, ref state);
        AddFour(8, row, column, shared, ref state);
        AddFour(12, row, column, shared, ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in ProductState state)
    {
        int top = (column * TTile.Rows) + (RowFour(thread) * 4), left = (row * TTile.Columns) + (ColumnFour(thread) * 4);
        outlet.Put(top, left, plane, in state.Upper);

        if (TTile.Halves == 2)
        {
            outlet.Put(top + (TTile.Rows / 2), left, plane, in state.Lower);
        }
    }

    /// <summary>Which four rows are a thread's.</summary>
    private static int RowFour(int thread) => (int)((uint)thread / (uint)Across);

    /// <summary>Which four columns are a thread's.</summary>
    private static int ColumnFour(int thread) => (int)((uint)thread % (uint)Across);

    /// <summary>Four terms, written out: a constant term makes a constant offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour<TShared>(int first, int row, int column, TShared shared, ref ProductState state)
        where TShared : struct, IShared
    {
        Add(first, row, column, shared, ref state);
        Add(first + 1, row, column, shared, ref state);
        Add(first + 2, row, column, shared, ref state);
        Add(first + 3, row, column, shared, ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TShared>(int term, int row, int column, TShared shared, ref ProductState state)
        where TShared : struct, IShared
    {
        Float4 right = shared.Four(column, FirstColumn + (term * ColumnPitch));
        state.Upper.Add(shared.Four(TRows.Turn(term >> 2, row), term * RowPitch), right);

        if (TTile.Halves == 2)
        {
            state.Lower.Add(shared.Four(TRows.Turn(term >> 2, row), (term * RowPitch) + (TTile.Rows / 8)), right);
        }
    }

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

        if (ColumnItems >= Threads || thread < ColumnItems)
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

        if (ColumnItems >= Threads || thread < ColumnItems)
        {
            columns.Put(thread, TTile.Columns, ColumnPitch, FirstColumn, state.Column, shared);
        }
    }
}
