using NativeNas.Kernels;
using NativeNas.Kernels.Rearrangement;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The channels of all inputs one behind the other, any counts of channels.</summary>
public sealed record Concatenate : Op
{
    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (1, 64);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape x = inputs[0];
        int channels = 0;

        foreach (Shape shape in inputs)
        {
            Require.That(shape == new Shape(x.N, shape.C, x.H, x.W), $"A concatenation joins channels of [{x.N}, C, {x.H}, {x.W}]; got {shape}.");
            channels += shape.C;
        }

        return new Shape(x.N, channels, x.H, x.W);
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor y = pass.Outputs[0];
        int start = 0;

        for (int i = 0; i < pass.Inputs.Length; i++)
        {
            Tensor x = pass.Inputs[i];
            int end = i + 1 < pass.Inputs.Length ? start + x.Shape.C : y.Shape.Blocks * 16;
            pass.Device.Run(new MoveChannels(x.Shape.N, x.Shape.Area, new(0, x.Shape.Blocks), new(start, y.Shape.Blocks), x.Shape.C, end, x.Data, y.Data, false));
            start += x.Shape.C;
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        Tensor dy = pass.Dy;
        int start = 0;

        for (int i = 0; i < pass.Shapes.Length; i++)
        {
            Shape x = pass.Shapes[i];

            if (pass.Wants(i, out Gradient dx))
            {
                pass.Device.Run(new MoveChannels(x.N, x.Area, new(start, dy.Shape.Blocks), new(0, x.Blocks), x.C, x.Blocks * 16, dy.Data, dx.Data, dx.Accumulate));
            }

            start += x.C;
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        long elements = 0;

        foreach (Shape shape in inputs)
        {
            elements += shape.Length;
        }

        return new(0, elements, elements);
    }
}
