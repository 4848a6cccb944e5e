using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y[n,o,i,j] = bias[o] + Σ x[n,c,s·i,s·j]·w[o,c]: a 1×1 convolution with w[Co, C/groups, 1, 1] and an optional bias[Co].</summary>
public sealed record PointwiseConvolution(int Stride = 1, int Groups = 1) : Op
{
    protected override (int Least, int Most) Count => (2, 3);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Infer(Geometry(inputs));

    public override void Forward(in ForwardPass pass) => ConvolutionPass.Forward(pass, Geometry([pass.Inputs[0].Shape, pass.Inputs[1].Shape]));

    public override void Backward(in BackwardPass pass) => ConvolutionPass.Backward(pass, Geometry(pass.Shapes));

    public override Reads Reads(ReadOnlySpan<bool> wanted) => ConvolutionPass.Reads(wanted);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Cost(Geometry(inputs), inputs);

    private ConvolutionGeometry Geometry(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Check(
        "Pointwise convolution", inputs, new(inputs[1].N, Math.Max(1, inputs[0].C / Math.Max(1, Groups))), Groups, Window.Padded(1, Stride, 1, 0));
}
