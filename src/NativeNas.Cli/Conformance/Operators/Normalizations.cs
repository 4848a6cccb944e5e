using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Normalizations by given statistics and by those of the batch.</summary>
internal static class Normalizations
{
    public static CaseTensor[] Batch(NodeCall call)
    {
        CaseTensor x = call[0];
        NodeCall.Demand(x.Rank >= 2, $"{x} has no channels");
        NodeCall.Demand(call.Opset is 0 or >= 7 || call.Attributes.Flag("is_test"), $"training in the form of version {call.Opset}; expected 14 or later");
        NodeCall.Demand(call.Attributes.Integer("spatial", 1) == 1, "statistics an element (spatial = 0)");
        float epsilon = call.Attributes.Number("epsilon", 1e-5f), momentum = call.Attributes.Number("momentum", 0.9f);
        bool trains = call.Attributes.Flag("training_mode");
        NodeCall.Demand(trains || !Enumerable.Range(1, 4).Any(call.Makes), "statistics were asked for outside of training_mode");
        return trains ? Training(call, epsilon, momentum) : Evaluation(call, epsilon);
    }

    /// <summary>Every plane by its own statistics: those of a batch of one image that has N·C channels.</summary>
    public static CaseTensor[] Instance(NodeCall call)
    {
        CaseTensor x = call[0];
        NodeCall.Demand(x.Rank >= 3 && x.Data.Length > 0, $"{x} has no planes with elements");
        int planes = x.Dims[0] * x.Dims[1];
        CaseTensor Every(CaseTensor vector)
        {
            NodeCall.Demand(vector.Dims.SequenceEqual([x.Dims[1]]), $"{vector} is not one number for each of {x.Dims[1]} channels");
            return Arrangement.Reshape(Arrangement.Expand(vector, x.Dims[..2]), planes);
        }

        Var y = call.Apply(
            new BatchNormalization(call.Attributes.Number("epsilon", 1e-5f), Unbiased: false),
            call.Enter(x, new(1, planes, Extents.Product(x.Dims.AsSpan(2..)))),
            call.EnterVector(Every(call[1])),
            call.EnterVector(Every(call[2])));
        return [call.Result(y, x.Dims)];
    }

    private static CaseTensor[] Evaluation(NodeCall call, float epsilon)
    {
        CaseTensor x = call[0];
        Var y = call.Apply(
            new BatchNormalizationEvaluation(epsilon),
            call.Enter(x), call.EnterVector(call[3]), call.EnterVector(call[4]), call.EnterVector(call[1]), call.EnterVector(call[2]));
        return [call.Result(y, x.Dims)];
    }

    /// <summary>The running statistics move as in training; ONNX's momentum is the share of the old value, ours that of the new one.</summary>
    private static CaseTensor[] Training(NodeCall call, float epsilon, float momentum)
    {
        CaseTensor x = call[0], mean = call[3], variance = call[4];
        WeightLayout layout = new();
        WeightSlot runningMean = layout.Add("mean", new(mean.Data.Length)), runningVariance = layout.Add("variance", new(variance.Data.Length));
        using WeightBuffer running = new(call.Device, layout);
        running[runningMean].Write(call.Floats(mean));
        running[runningVariance].Write(call.Floats(variance));
        Tape tape = call.Tape.Reading(running);
        Var[] y = tape.ApplyAll(new BatchNormalization(epsilon, Unbiased: false), call.Enter(x), call.EnterVector(call[1]), call.EnterVector(call[2]));
        tape.Observe(runningMean, y[1], 1 - momentum);
        tape.Observe(runningVariance, y[2], 1 - momentum);
        return [call.Result(y[0], x.Dims), call.Result(tape.Read(runningMean), mean.Dims), call.Result(tape.Read(runningVariance), variance.Dims)];
    }
}
