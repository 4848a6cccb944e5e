using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y[n, ·] = x[n, ·]·s[n]: drop path. The scales s are [N] in planes and get no gradient.</summary>
public sealed record SampleScale : Op
{
    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, Shape s) = (inputs[0], inputs[1]);
        Require.That(s == new Shape(x.N), $"Sample scales of {x} are [{x.N}, 1, 1, 1]; got {s}.");
        return x;
    }

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Tensor s) = (pass.Inputs[0], pass.Inputs[1]);
        pass.Device.Run(new SampleScaleForward(x.Shape.N, x.Data.Length / x.Shape.N, x.Data, s.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            pass.Device.Run(new SampleScaleForward(pass.Shapes[0].N, dx.Data.Length / pass.Shapes[0].N, pass.Dy.Data, pass.Input(1).Data, dx.Data, dx.Accumulate));
        }

        Require.That(!pass.Wants(1), "Sample scales get no gradient; enter them as a constant.");
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: wanted[0] ? 2ul : 0);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(inputs[0].Length, inputs[0].Length + inputs[1].Length, inputs[0].Length);
}
