using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Cli.Conformance.Operators;

/// <summary>Conv as the operator that a network uses for it: depthwise, pointwise or general.</summary>
internal static class Convolutions
{
    public static CaseTensor[] Conv(NodeCall call)
    {
        CaseTensor x = call[0], w = call[1];
        Shape image = Windows.Image(x);
        NodeCall.Demand(w.Rank == x.Rank && w.Data.Length > 0, $"{w} is not a filter for {x}");
        Window window = Windows.Of(call, x, w.Dims[2..], ceiling: false);
        Shape filters = Extents.Of(w.Dims);
        int groups = call.Attributes.Integer("group", 1);
        List<Var> inputs = [call.Enter(x, image), call.Enter(w, filters, Layout.Planes)];

        if (call.Optional(2) is { } bias)
        {
            inputs.Add(call.EnterVector(bias));
        }

        Var y = call.Apply(Operator(window, groups, image, filters, inputs.Count > 2), [.. inputs]);
        return [call.Result(y, Windows.Dims(x, y.Shape))];
    }

    private static Op Operator(Window window, int groups, Shape x, Shape w, bool biased)
    {
        bool plain = window is { Taps: 1, Top: 0, Left: 0, Bottom: 0, Right: 0 } && window.StrideHeight == window.StrideWidth;
        bool depthwise = groups > 1 && groups == x.C && w.N == x.C && !biased;
        return depthwise ? new DepthwiseConvolution(window)
            : plain ? new PointwiseConvolution(window.StrideHeight, groups)
            : new Convolution(window, groups);
    }
}
