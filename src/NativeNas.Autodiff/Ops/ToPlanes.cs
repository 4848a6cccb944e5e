using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Layouts;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>Channel-blocked memory as planes in logical order, zeros up to a whole block behind them.</summary>
public sealed record ToPlanes : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new([new(inputs[0], Layout.Planes)], []);

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Region y) = (pass.Inputs[0], pass.Outputs[0].Data);
        pass.Device.Run(new Fill(new(y.Buffer, y.Offset + y.Length - 16, 16), 0f));
        pass.Device.Run(new BlockedToPlanes(x.Shape.N, x.Shape.C, x.Shape.Area, x.Data, y));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new PlanesToBlocked(x.N, x.C, x.Area, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
