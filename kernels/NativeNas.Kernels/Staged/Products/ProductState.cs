namespace NativeNas.Kernels.Staged.Products;

/// <summary>What a thread of a matrix product carries: its sums, and the items that it has fetched for the next stage.</summary>
public struct ProductState
{
    public Sums Upper, Lower;

    public Float4 Row0, Row1, Row2, Row3, Column;
}
