using NativeNas.Kernels;
using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y[n,o] = bias[o] + Σ x[n,c]·w[o,c] for x[N, C, 1, 1], w[Co, C] and an optional bias[Co].</summary>
public sealed record Linear : Op
{
    protected override (int Least, int Most) Count => (2, 3);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Infer(Geometry(inputs));

    public override void Forward(in ForwardPass pass) => ConvolutionPass.Forward(pass, Geometry([pass.Inputs[0].Shape, pass.Inputs[1].Shape]));

    public override void Backward(in BackwardPass pass) => ConvolutionPass.Backward(pass, Geometry(pass.Shapes));

    public override Reads Reads(ReadOnlySpan<bool> wanted) => ConvolutionPass.Reads(wanted);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Cost(Geometry(inputs), inputs);

    private static ConvolutionGeometry Geometry(ReadOnlySpan<Shape> inputs)
    {
        Require.That(inputs[0].Area == 1, $"A linear layer reads vectors [N, C, 1, 1]; got {inputs[0]}.");
        return ConvolutionPass.Check("Linear", inputs, new(inputs[1].N, inputs[0].C), 1, Window.Padded(1, 1, 1, 0));
    }
}
