namespace NativeNas.Cli.Conformance.Cases;

/// <summary>The numbers of a tensor in another order: the layout conversions between ONNX and the operators, which move and never compute.</summary>
internal static class Arrangement
{
    /// <summary>Axis i of the result is axis order[i] of the tensor.</summary>
    public static CaseTensor Permute(CaseTensor x, params int[] order)
    {
        int[] strides = Strides(x.Dims);
        return Gather(x, [.. order.Select(axis => x.Dims[axis])], [.. order.Select(axis => strides[axis])]);
    }

    /// <summary>The tensor repeated along its missing and single extents, by ONNX's rule of broadcasting.</summary>
    public static CaseTensor Expand(CaseTensor x, int[] dims)
    {
        int[] own = Strides(x.Dims), strides = new int[dims.Length];
        int missing = dims.Length - x.Rank;

        for (int i = Math.Max(0, missing); i < dims.Length; i++)
        {
            strides[i] = x.Dims[i - missing] == 1 ? 0 : own[i - missing];
        }

        return Gather(x, dims, strides);
    }

    /// <summary>The extents that two tensors are repeated to.</summary>
    public static int[] Common(int[] a, int[] b)
    {
        int[] dims = new int[Math.Max(a.Length, b.Length)];

        for (int i = 1; i <= dims.Length; i++)
        {
            (int p, int q) = (i <= a.Length ? a[^i] : 1, i <= b.Length ? b[^i] : 1);
            dims[^i] = p == q || q == 1 ? p : p == 1 ? q : throw new NotExpressedException($"shapes [{string.Join(", ", a)}] and [{string.Join(", ", b)}] do not broadcast");
        }

        return dims;
    }

    /// <summary>The same numbers under other extents.</summary>
    public static CaseTensor Reshape(CaseTensor x, params int[] dims) => x with { Dims = dims };

    /// <summary>The matrix at a place of a list of matrices.</summary>
    public static CaseTensor Slice(CaseTensor x, int index)
    {
        int length = x.Dims[1..].Aggregate(1, (product, dim) => product * dim);
        return x with { Dims = x.Dims[1..], Data = x.Data[(index * length)..((index + 1) * length)] };
    }

    private static CaseTensor Gather(CaseTensor x, int[] dims, int[] strides)
    {
        double[] data = new double[dims.Aggregate(1, (product, dim) => product * dim)];
        int[] place = new int[dims.Length];
        int from = 0;

        for (int i = 0; i < data.Length; i++)
        {
            data[i] = x.Data[from];

            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];

                if (++place[axis] < dims[axis])
                {
                    break;
                }

                from -= strides[axis] * dims[axis];
                place[axis] = 0;
            }
        }

        return x with { Dims = dims, Data = data };
    }

    private static int[] Strides(int[] dims)
    {
        int[] strides = new int[dims.Length];
        int stride = 1;

        for (int axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= dims[axis];
        }

        return strides;
    }
}
