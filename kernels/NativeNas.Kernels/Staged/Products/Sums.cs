using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>Four rows A … D of four columns of sums.</summary>
public struct Sums
{
    public float A0, A1, A2, A3, B0, B1, B2, B3, C0, C1, C2, C3, D0, D1, D2, D3;

    /// <summary>sums += row · columnᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(Float4 row, Float4 column)
    {
        A0 += row.X * column.X;
        A1 += row.X * column.Y;
        A2 += row.X * column.Z;
        A3 += row.X * column.W;
        B0 += row.Y * column.X;
        B1 += row.Y * column.Y;
        B2 += row.Y * column.Z;
        B3 += row.Y * column.W;
        C0 += row.Z * column.X;
        C1 += row.Z * column.Y;
        C2 += row.Z * column.Z;
        C3 += row.Z * column.W;
        D0 += row.W * column.X;
        D1 += row.W * column.Y;
        D2 += row.W * column.Z;
        D3 += row.W * column.W;
    }

    /// <summary>Sums that were computed elsewhere, row after row.</summary>
    /// <param name="at">Where the first of them lies.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Take<TShared>(TShared shared, int at, int pitch)
        where TShared : struct, IShared
    {
        Float4 a = shared.Four(at), b = shared.Four(at + pitch), c = shared.Four(at + (2 * pitch)), d = shared.Four(at + (3 * pitch));
        (A0, A1, A2, A3) = (a.X, a.Y, a.Z, a.W);
        (B0, B1, B2, B3) = (b.X, b.Y, b.Z, b.W);
        (C0, C1, C2, C3) = (c.X, c.Y, c.Z, c.W);
        (D0, D1, D2, D3) = (d.X, d.Y, d.Z, d.W);
    }
}
