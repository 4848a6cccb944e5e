using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = x·s, x[N, C, H, W] by s[N, C, 1, 1], or by s[1, C, 1, 1] that all images share.</summary>
public sealed record ChannelScale : Op
{
    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, Shape s) = (inputs[0], inputs[1]);
        Require.That(s.N == 1 || s.N == x.N, $"Scales of {x} are [{x.N} or 1, {x.C}, 1, 1]; got {s}.");
        Require.That(s == new Shape(s.N, x.C), $"Scales of {x} are [{x.N} or 1, {x.C}, 1, 1]; got {s}.");
        return x;
    }

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Tensor s) = (pass.Inputs[0], pass.Inputs[1]);
        pass.Device.Run(new ChannelScaleForward(x.Shape.N, x.Shape.Blocks, x.Shape.Area, s.Shape.N == 1, x.Data, s.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        Shape x = pass.Shapes[0];
        bool shared = pass.Shapes[1].N == 1;

        if (pass.Wants(0, out Gradient dx))
        {
            pass.Device.Run(new ChannelScaleForward(x.N, x.Blocks, x.Area, shared, pass.Dy.Data, pass.Input(1).Data, dx.Data, dx.Accumulate));
        }

        if (pass.Wants(1, out Gradient ds))
        {
            pass.Device.Run(new ChannelScaleBackwardScale(x.N, x.Blocks, x.Area, shared, pass.Input(0).Data, pass.Dy.Data, ds.Data, ds.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: (wanted[1] ? 1ul : 0) | (wanted[0] ? 2ul : 0));

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(inputs[0].Length, inputs[0].Length + inputs[1].Length, inputs[0].Length);
}
