using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff;

/// <summary>The one effect on a tape: running ← (1 − momentum)·running + momentum·batch. It makes no value and no gradient.</summary>
internal sealed record MovingAverage(Tensor Running, float Momentum) : Op
{
    public override Layout? LayoutOf(int input) => Layout.Planes;

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new([], []);

    public override void Forward(in ForwardPass pass) =>
        pass.Device.Run(new Combine(Momentum, pass.Inputs[0].Data, 1f - Momentum, Running.Data, Running.Data));

    public override void Backward(in BackwardPass pass)
    {
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => default;
}
