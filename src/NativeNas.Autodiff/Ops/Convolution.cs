using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// Convolution of x[N, C, H, W] with w[Co, C/groups, Kh, Kw] and, where a third input is given, bias[Co]. x may be an
/// image in planes; y is channel-blocked.
/// </summary>
public sealed record Convolution(Window Window, int Groups = 1) : Op
{
    public override Layout? LayoutOf(int input) => input == 0 ? null : Layout.Planes;

    protected override (int Least, int Most) Count => (2, 3);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Infer(Geometry(inputs));

    public override void Forward(in ForwardPass pass) => ConvolutionPass.Forward(pass, Geometry([pass.Inputs[0].Shape, pass.Inputs[1].Shape]));

    public override void Backward(in BackwardPass pass) => ConvolutionPass.Backward(pass, Geometry(pass.Shapes));

    public override Reads Reads(ReadOnlySpan<bool> wanted) => ConvolutionPass.Reads(wanted);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Cost(Geometry(inputs), inputs);

    private ConvolutionGeometry Geometry(ReadOnlySpan<Shape> inputs) => ConvolutionPass.Check(
        "Convolution", inputs, new(inputs[1].N, Math.Max(1, inputs[0].C / Math.Max(1, Groups)), Window.KernelHeight, Window.KernelWidth), Groups, Window);
}
