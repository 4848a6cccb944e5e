using NativeNas.Autodiff.Branching;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = f(x), element by element.</summary>
public sealed record Activation<TFunction>(TFunction Function = default) : Op, IBranching
    where TFunction : struct, IUnary
{
    Op? IBranching.Held => TFunction.IsGate ? new Gate<TFunction>(Function) : null;

    Tensor IBranching.Branch(in ForwardPass pass) => pass.Outputs[0];

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        pass.Device.Run(new UnaryForward<TFunction>(Function, x.Shape.N, x.Shape.C, x.Shape.Area, x.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Tensor read = TFunction.ReadsInput ? pass.Input(0) : pass.Output(0);
            pass.Device.Run(new UnaryBackward<TFunction>(Function, read.Data, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => TFunction.ReadsInput ? new(Inputs: 1) : new(Outputs: 1);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
