using NativeNas.Kernels.Layouts;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>Planes as channel-blocked memory: images, and parameter matrices [R, M] that are read as vectors.</summary>
public sealed record ToBlocked : Op
{
    public override Layout? LayoutOf(int input) => Layout.Planes;

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        pass.Device.Run(new PlanesToBlocked(x.Shape.N, x.Shape.C, x.Shape.Area, x.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new BlockedToPlanes(x.N, x.C, x.Area, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
