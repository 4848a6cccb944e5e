using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Cases;

/// <summary>Any number of extents as the four that the operators know.</summary>
internal static class Extents
{
    /// <summary>A vector as channels; [N, C, L] with H = 1; all extents behind the third as the fourth.</summary>
    public static Shape Of(int[] dims) => dims.Length switch
    {
        0 => new(1),
        1 => new(1, dims[0]),
        2 => new(dims[0], dims[1]),
        3 => new(dims[0], dims[1], 1, dims[2]),
        _ => new(dims[0], dims[1], dims[2], Product(dims[3..])),
    };

    /// <summary>[all before the axis, the axis, all behind it]: the axis as channels.</summary>
    public static Shape Around(int[] dims, int axis) => new(Product(dims[..axis]), dims[axis], Product(dims[(axis + 1)..]));

    /// <summary>An axis counted from the front; −1 is the last.</summary>
    public static int Axis(int axis, int rank) =>
        axis >= -rank && axis < rank ? (axis + rank) % rank : throw new NotExpressedException($"axis {axis} of a tensor of rank {rank}");

    public static int Product(ReadOnlySpan<int> dims)
    {
        int product = 1;

        foreach (int dim in dims)
        {
            product = checked(product * dim);
        }

        return product;
    }
}
