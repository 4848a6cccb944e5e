using NativeNas.Kernels.Rearrangement;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y[h, w] = x[h + Rows, w + Columns], zeros beyond: (1, 1) is the second path of DARTS' factorized reduction.</summary>
public sealed record Shift(int Rows, int Columns) : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => inputs[0];

    public override void Forward(in ForwardPass pass)
    {
        Shape x = pass.Inputs[0].Shape;
        pass.Device.Run(new ShiftPixels(x.N * x.Blocks, x.H, x.W, Rows, Columns, pass.Inputs[0].Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new ShiftPixels(x.N * x.Blocks, x.H, x.W, -Rows, -Columns, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
