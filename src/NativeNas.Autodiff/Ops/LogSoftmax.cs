using NativeNas.Kernels.Softmax;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = x − ln Σ eˣ over the channels of each pixel, computed from x less its largest.</summary>
public sealed record LogSoftmax : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        pass.Device.Run(new SoftmaxForward(x.Shape.N, x.Shape.C, x.Shape.Area, logarithm: true, x.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new SoftmaxBackward(x.N, x.C, x.Area, logarithm: true, pass.Output(0).Data, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => wanted[0] ? new(Outputs: 1) : Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
