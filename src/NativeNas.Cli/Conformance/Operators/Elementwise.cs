using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Elementwise;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>One number at a time. Where shapes broadcast, the smaller tensor is repeated on its way in.</summary>
internal static class Elementwise
{
    public static CaseTensor[] Unary(NodeCall call, Op function)
    {
        CaseTensor x = call[0];
        return [call.Result(call.Apply(function, call.Enter(x)), x.Dims, x.Type)];
    }

    public static CaseTensor[] HardSigmoid(NodeCall call) =>
        Unary(call, new Activation<HardSigmoid>(new(call.Attributes.Number("alpha", 0.2f), call.Attributes.Number("beta", 0.5f))));

    public static CaseTensor[] Swish(NodeCall call)
    {
        float alpha = call.Attributes.Number("alpha", 1);
        NodeCall.Demand(alpha == 1, $"Swish has α = 1 here; alpha is {alpha}");
        return Unary(call, new Activation<Swish>());
    }

    /// <summary>Bounds are inputs, before version 11 attributes; one that is left out is no bound.</summary>
    public static CaseTensor[] Clip(NodeCall call)
    {
        float low = float.NegativeInfinity, high = float.PositiveInfinity;

        if (call.Opset is > 0 and < 11)
        {
            (low, high) = (call.Attributes.Number("min", low), call.Attributes.Number("max", high));
        }
        else
        {
            low = call.Optional(1) is { } min ? NodeCall.Scalar(min) : low;
            high = call.Optional(2) is { } max ? NodeCall.Scalar(max) : high;
        }

        return Unary(call, new Activation<Clip>(new(low, high)));
    }

    public static CaseTensor[] Add(NodeCall call) => Binary(call, new Add());

    public static CaseTensor[] Multiply(NodeCall call) => Binary(call, new Multiply());

    /// <summary>1·a + (−1)·b.</summary>
    public static CaseTensor[] Subtract(NodeCall call)
    {
        (Var[] x, int[] dims) = Pair(call);
        return [call.Result(call.Apply(new WeightedSum(0, [0, 1]), x[0], x[1], call.Tape.Constant(new(1, 2), [1f, -1f])), dims)];
    }

    public static CaseTensor[] Sum(NodeCall call)
    {
        if (call.Inputs == 1)
        {
            return Joins.Identity(call);
        }

        (Var[] x, int[] dims) = Repeated(call, [.. Enumerable.Range(0, call.Inputs).Select(i => call[i])]);
        return [call.Result(call.Apply(new Add(), x), dims)];
    }

    private static CaseTensor[] Binary(NodeCall call, Op op)
    {
        (Var[] x, int[] dims) = Pair(call);
        return [call.Result(call.Apply(op, x), dims)];
    }

    /// <summary>Before version 7 an attribute allows repetition of the second tensor, and an axis says where its extents begin.</summary>
    private static (Var[] Inputs, int[] Dims) Pair(NodeCall call)
    {
        (CaseTensor a, CaseTensor b) = (call[0], call[1]);

        if (call.Opset is > 0 and < 7)
        {
            NodeCall.Demand(call.Attributes.Flag("broadcast") || a.Dims.SequenceEqual(b.Dims), $"{b} is not of the shape {a.Shape} and broadcast is not set");
            int behind = call.Attributes.Has("axis") ? a.Rank - Extents.Axis(call.Attributes.Integer("axis", 0), a.Rank) - b.Rank : 0;
            b = Arrangement.Reshape(b, [.. b.Dims, .. Enumerable.Repeat(1, Math.Max(0, behind))]);
        }

        return Repeated(call, a, b);
    }

    private static (Var[] Inputs, int[] Dims) Repeated(NodeCall call, params CaseTensor[] x)
    {
        int[] dims = x.Select(tensor => tensor.Dims).Aggregate(Arrangement.Common);
        return ([.. x.Select(tensor => call.Enter(Arrangement.Expand(tensor, dims)))], dims);
    }
}
