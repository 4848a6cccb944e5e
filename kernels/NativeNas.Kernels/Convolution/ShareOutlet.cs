using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Staged.Products;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Convolution;

/// <summary>A run's share of dw as it is summed: [runs, columns, rows].</summary>
/// <param name="rows">A multiple of 4.</param>
public readonly struct ShareOutlet<TView, TValue>(TView shares, int rows, int columns) : IOutlet
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int row, int column, int plane, in Sums sums)
    {
        if (row < rows)
        {
            Column(row, column, plane, sums.A0, sums.B0, sums.C0, sums.D0);
            Column(row, column + 1, plane, sums.A1, sums.B1, sums.C1, sums.D1);
            Column(row, column + 2, plane, sums.A2, sums.B2, sums.C2, sums.D2);
            Column(row, column + 3, plane, sums.A3, sums.B3, sums.C3, sums.D3);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Column(int row, int column, int plane, float a, float b, float c, float d)
    {
        if (column < columns)
        {
            Float4 four = default;
            four.X = a;
            four.Y = b;
            four.Z = c;
            four.W = d;
            shares.Four((((plane * columns) + column) * rows) + row) = four;
        }
    }
}
