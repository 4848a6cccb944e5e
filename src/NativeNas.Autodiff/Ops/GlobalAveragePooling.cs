using NativeNas.Kernels.Pooling;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The mean of every plane: [N, C, H, W] → [N, C, 1, 1].</summary>
public sealed record GlobalAveragePooling : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new Shape(inputs[0].N, inputs[0].C);

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        pass.Device.Run(new GlobalAverage(x.Shape.N * x.Shape.Blocks, x.Shape.Area, x.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new GlobalAverageBackward(x.N * x.Blocks, x.Area, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, (long)inputs[0].N * inputs[0].C);
}
