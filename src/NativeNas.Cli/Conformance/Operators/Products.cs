using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Matrix products, as linear layers: x[N, K] times the weights w[M, K].</summary>
internal static class Products
{
    /// <summary>α·A·B + β·C, where C is repeated as needed (before version 7 as an attribute says). With α = β = 1 and a vector C it is one layer, else a weighted sum stands behind it.</summary>
    public static CaseTensor[] Gemm(NodeCall call)
    {
        if (call.Opset is > 0 and < 7)
        {
            call.Attributes.Ignore("broadcast");
        }

        CaseTensor a = Matrix(call[0]), b = Matrix(call[1]);
        float alpha = call.Attributes.Number("alpha", 1), beta = call.Attributes.Number("beta", 1);
        CaseTensor rows = call.Attributes.Flag("transA") ? Arrangement.Permute(a, 1, 0) : a;
        CaseTensor filters = call.Attributes.Flag("transB") ? b : Arrangement.Permute(b, 1, 0);
        (Var x, Var w) = (call.Enter(rows), call.Enter(filters, Filters(filters), Layout.Planes));
        int[] dims = [rows.Dims[0], filters.Dims[0]];

        if (call.Optional(2) is not { } c)
        {
            Var product = call.Apply(new Linear(), x, w);
            return [call.Result(alpha == 1 ? product : call.Apply(new WeightedSum(0, [0]), product, call.Tape.Constant(new(1, 1), [alpha])), dims)];
        }

        if (alpha == 1 && beta == 1 && c.Data.Length == dims[1] && c.Rank > 0 && c.Dims[^1] == dims[1])
        {
            return [call.Result(call.Apply(new Linear(), x, w, call.EnterVector(c)), dims)];
        }

        NodeCall.Demand(Arrangement.Common(c.Dims, dims).SequenceEqual(dims), $"{c} does not broadcast to [{dims[0]}, {dims[1]}]");
        Var sum = call.Apply(new WeightedSum(0, [0, 1]), call.Apply(new Linear(), x, w), call.Enter(Arrangement.Expand(c, dims)), call.Tape.Constant(new(1, 2), [alpha, beta]));
        return [call.Result(sum, dims)];
    }

    /// <summary>Every matrix of the one list by its partner in the other; a vector is a matrix of one row or one column.</summary>
    public static CaseTensor[] MatMul(NodeCall call)
    {
        CaseTensor a = call[0], b = call[1];
        NodeCall.Demand(a.Rank > 0 && b.Rank > 0, "a scalar has no matrix product");
        NodeCall.Demand(a.Data.Length > 0 && b.Data.Length > 0, $"{(a.Data.Length == 0 ? a : b)} is empty");
        (bool row, bool column) = (a.Rank == 1, b.Rank == 1);
        a = row ? Arrangement.Reshape(a, 1, a.Dims[0]) : a;
        b = column ? Arrangement.Reshape(b, b.Dims[0], 1) : b;
        int[] batch = Arrangement.Common(a.Dims[..^2], b.Dims[..^2]);
        int count = Extents.Product(batch), n = a.Dims[^2], k = a.Dims[^1], m = b.Dims[^1];
        NodeCall.Demand(b.Dims[^2] == k, $"matrices [{n}, {k}] and [{b.Dims[^2]}, {m}] have no product");
        CaseTensor left = Arrangement.Reshape(Arrangement.Expand(a, [.. batch, n, k]), count, n, k);
        CaseTensor right = Arrangement.Permute(Arrangement.Reshape(Arrangement.Expand(b, [.. batch, k, m]), count, k, m), 0, 2, 1);
        double[] data = [.. Enumerable.Range(0, count).SelectMany(i => Product(call, Arrangement.Slice(left, i), Arrangement.Slice(right, i)).Data)];
        return [new("", a.Type, [.. batch, .. row ? Array.Empty<int>() : [n], .. column ? Array.Empty<int>() : [m]], data)];
    }

    private static CaseTensor Product(NodeCall call, CaseTensor rows, CaseTensor filters) =>
        call.Result(call.Apply(new Linear(), call.Enter(rows), call.Enter(filters, Filters(filters), Layout.Planes)), [rows.Dims[0], filters.Dims[0]]);

    private static Shape Filters(CaseTensor w) => new(w.Dims[0], w.Dims[1]);

    private static CaseTensor Matrix(CaseTensor x)
    {
        NodeCall.Demand(x.Rank == 2 && x.Data.Length > 0, $"{x} is not a matrix with elements");
        return x;
    }
}
