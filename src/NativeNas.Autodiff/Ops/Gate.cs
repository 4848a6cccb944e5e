using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>x and what f gave elsewhere, as [N,C,H,W] both, to f(x) on the branches taken there. f is a gate (<see cref="IUnary.IsGate"/>).</summary>
public sealed record Gate<TFunction>(TFunction Function = default) : Op
    where TFunction : struct, IUnary
{
    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(inputs[0] == inputs[1], $"A gate and its recorded values have one shape; got {inputs[0]} and {inputs[1]}.");
        return inputs[0];
    }

    public override void Forward(in ForwardPass pass) =>
        pass.Device.Run(new GateForward<TFunction>(Function, pass.Inputs[1].Data, pass.Inputs[0].Data, pass.Outputs[0].Data));

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            pass.Device.Run(new UnaryBackward<TFunction>(Function, pass.Input(1).Data, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: 0b10);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, 2L * inputs[0].Length, inputs[0].Length);
}
