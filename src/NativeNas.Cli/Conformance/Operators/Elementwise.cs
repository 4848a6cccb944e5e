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
        (Var[] x, int[] dims) = Repeated(call, 2);
        return [call.Result(call.Apply(new WeightedSum(0, [0, 1]), x[0], x[1], call.Tape.Constant(new(1, 2), [1f, -1f])), dims)];
    }

    public static CaseTensor[] Sum(NodeCall call)
    {
        (Var[] x, int[] dims) = Repeated(call, call.Inputs);
        return [call.Result(call.Apply(new Add(), x), dims)];
    }

    private static CaseTensor[] Binary(NodeCall call, Op op)
    {
        (Var[] x, int[] dims) = Repeated(call, 2);
        return [call.Result(call.Apply(op, x), dims)];
    }

    private static (Var[] Inputs, int[] Dims) Repeated(NodeCall call, int count)
    {
        int[] dims = call[0].Dims;

        for (int i = 1; i < count; i++)
        {
            dims = Arrangement.Common(dims, call[i].Dims);
        }

        return ([.. Enumerable.Range(0, count).Select(i => call.Enter(Arrangement.Expand(call[i], dims)))], dims);
    }
}
