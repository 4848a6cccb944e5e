using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Cross-entropy of logits [N, C, …] and labels [N, …]: every pixel is a sample; samples with the ignored label stay outside.</summary>
internal static class Losses
{
    public static CaseTensor[] SoftmaxCrossEntropy(NodeCall call)
    {
        CaseTensor x = call[0], target = call[1];
        string reduction = call.Attributes.Text("reduction", "mean");
        int? ignored = call.Attributes.Has("ignore_index") ? call.Attributes.Integer("ignore_index", 0) : null;
        NodeCall.Demand(reduction is "none" or "mean" or "sum", $"reduction is {reduction}; expected none, mean or sum");
        NodeCall.Demand(x.Rank >= 2 && x.Data.Length > 0 && target.Dims.SequenceEqual([x.Dims[0], .. x.Dims[2..]]), $"labels {target} do not fit {x}");
        Shape shape = Extents.Around(x.Dims, 1);
        CaseTensor samples = Arrangement.Reshape(Arrangement.Permute(Arrangement.Reshape(x, shape.N, shape.C, shape.H), 0, 2, 1), shape.N * shape.H, shape.C);
        int[] labels = NodeCall.Integers(target);
        int[] kept = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] != ignored)];
        NodeCall.Demand(kept.Length > 0, "every label is ignored");
        NodeCall.Demand(kept.All(i => labels[i] >= 0 && labels[i] < shape.C), $"a label lies outside of 0 … {shape.C - 1}");
        CaseTensor logits = new("", x.Type, [kept.Length, shape.C], [.. kept.SelectMany(i => Arrangement.Slice(samples, i).Data)]);
        Var rows = call.Enter(logits), classes = call.Tape.Constant(new(kept.Length), [.. kept.Select(i => (float)labels[i])], Layout.Planes);
        CaseTensor loss = (call.Optional(2), reduction) switch
        {
            (null, "mean") => call.Result(call.Apply(new CrossEntropy(0, Reduction.Mean), rows, classes), []),
            (null, "sum") => call.Result(call.Apply(new CrossEntropy(0, Reduction.Sum), rows, classes), []),
            (null, _) => Scatter(Single(), target.Dims, kept),
            ({ } weights, _) => Weighted(call, Single(), Shares(weights), reduction, target.Dims, kept),
        };
        return call.Makes(1) ? [loss, call.Result(call.Apply(new LogSoftmax(), call.Enter(x, shape)), x.Dims)] : [loss];

        CaseTensor Single() => call.Result(call.Apply(new CrossEntropy(0, Reduction.None), rows, classes), [1, kept.Length]);

        CaseTensor Shares(CaseTensor weights)
        {
            NodeCall.Demand(weights.Dims.SequenceEqual([shape.C]), $"weights {weights} are not one for each of {shape.C} classes");
            return new("", weights.Type, [1, kept.Length], [.. kept.Select(i => weights.Data[labels[i]])]);
        }
    }

    private static CaseTensor Weighted(NodeCall call, CaseTensor losses, CaseTensor shares, string reduction, int[] dims, int[] kept)
    {
        Var weights = call.Enter(shares), weighted = call.Apply(new Multiply(), call.Enter(losses), weights);

        if (reduction == "none")
        {
            return Scatter(call.Result(weighted, losses.Dims), dims, kept);
        }

        Var sum = call.Apply(new Sum(), weighted);

        if (reduction == "mean")
        {
            NodeCall.Demand(shares.Data.All(w => w >= 0) && shares.Data.Any(w => w > 0), "a mean by weights that are not positive");
            sum = Ratio(call, sum, call.Apply(new Sum(), weights));
        }

        return call.Result(sum, []);
    }

    /// <summary>a/b for b &gt; 0, as a normalization by the mean 0 and the variance b².</summary>
    private static Var Ratio(NodeCall call, Var a, Var b)
    {
        Var zero = call.Tape.Constant(new(1), [0f], Layout.Planes);
        Var variance = call.Tape.Constant(new(1), call.Apply(new Multiply(), b, b).Value.ToArray(), Layout.Planes);
        return call.Apply(new BatchNormalizationEvaluation(1e-36f), a, zero, variance);
    }

    private static CaseTensor Scatter(CaseTensor losses, int[] dims, int[] kept)
    {
        double[] data = new double[Extents.Product(dims)];

        for (int i = 0; i < kept.Length; i++)
        {
            data[kept[i]] = losses.Data[i];
        }

        return losses with { Dims = dims, Data = data };
    }
}
