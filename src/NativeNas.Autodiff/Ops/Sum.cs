using NativeNas.Kernels.Reduction;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The sum of all elements, one number.</summary>
public sealed record Sum : Op
{
    public override Layout? LayoutOf(int input) => null;

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new Shape(1);

    public override void Forward(in ForwardPass pass) => Forward(pass, 1f);

    public override void Backward(in BackwardPass pass) => Backward(pass, 1f);

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, 1);

    /// <summary>y = scale·Σx.</summary>
    internal static void Forward(in ForwardPass pass, float scale) =>
        pass.Device.Run(new SumAll<Itself>(scale, pass.Inputs[0].Data, pass.Outputs[0].Data));

    /// <summary>dx = scale·dy.</summary>
    internal static void Backward(in BackwardPass pass, float scale)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = dx.Tensor.Shape;
            pass.Device.Run(dx.Tensor.Layout == Layout.Blocked
                ? new Spread(scale, x.N, x.C, x.Area, pass.Dy.Data, dx.Data, dx.Accumulate)
                : new Spread(scale, 1, x.Length, 1, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }
}
