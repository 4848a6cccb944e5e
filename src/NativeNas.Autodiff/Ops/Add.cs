using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = x₀ + x₁ + … over 2 to 16 inputs of one shape.</summary>
public sealed record Add : Op
{
    private const int Limit = 16;

    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, Limit);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        foreach (Shape shape in inputs)
        {
            Require.That(shape == inputs[0], $"Add takes inputs of one shape; got {inputs[0]} and {shape}.");
        }

        return inputs[0];
    }

    public override void Forward(in ForwardPass pass)
    {
        for (int first = 0; first < pass.Inputs.Length; first += Eight<Region>.Places)
        {
            int count = Math.Min(Eight<Region>.Places, pass.Inputs.Length - first);
            Span<Region> x = new Region[count];

            for (int i = 0; i < count; i++)
            {
                x[i] = pass.Inputs[first + i].Data;
            }

            pass.Device.Run(new Kernels.Elementwise.Sum(Eight<Region>.Of(x), count, pass.Outputs[0].Data, first > 0));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        for (int i = 0; i < pass.Shapes.Length; i++)
        {
            if (pass.Wants(i, out Gradient dx))
            {
                dx.Put(pass.Dy.Data);
            }
        }
    }

    public override bool PassesGradient(int input) => true;

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, (long)inputs.Length * inputs[0].Length, inputs[0].Length);
}
