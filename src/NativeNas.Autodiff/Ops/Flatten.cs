using NativeNas.Kernels.Rearrangement;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>x[N, C, H, W] as vectors [N, C·H·W, 1, 1] in logical order.</summary>
public sealed record Flatten : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new Shape(inputs[0].N, inputs[0].C * inputs[0].Area);

    public override void Forward(in ForwardPass pass)
    {
        Shape x = pass.Inputs[0].Shape;
        pass.Device.Run(new FlattenPixels(x.N, x.C, x.Area, pass.Inputs[0].Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new UnflattenPixels(x.N, x.C, x.Area, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
