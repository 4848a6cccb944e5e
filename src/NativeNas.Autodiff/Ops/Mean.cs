using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The mean of all elements, one number; padding lanes do not count.</summary>
public sealed record Mean : Op
{
    public override Layout? LayoutOf(int input) => null;

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new Shape(1);

    public override void Forward(in ForwardPass pass) => Sum.Forward(pass, 1f / pass.Inputs[0].Shape.Length);

    public override void Backward(in BackwardPass pass) => Sum.Backward(pass, 1f / pass.Shapes[0].Length);

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, 1);
}
