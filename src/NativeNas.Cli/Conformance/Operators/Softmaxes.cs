using NativeNas.Autodiff;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Softmax and its logarithm along one axis, which becomes the channels.</summary>
internal static class Softmaxes
{
    /// <summary>Before version 13 the default axis is 1, and the axis and all behind it count as one.</summary>
    public static CaseTensor[] Along(NodeCall call, Op softmax)
    {
        CaseTensor x = call[0];
        bool flattens = call.Opset is > 0 and < 13;
        int axis = Extents.Axis(call.Attributes.Integer("axis", flattens ? 1 : -1), x.Rank);
        NodeCall.Demand(x.Data.Length > 0, $"{x} is empty");
        Shape shape = flattens ? new(Extents.Product(x.Dims.AsSpan(..axis)), Extents.Product(x.Dims.AsSpan(axis..))) : Extents.Around(x.Dims, axis);
        return [call.Result(call.Apply(softmax, call.Enter(x, shape)), x.Dims, x.Type)];
    }
}
