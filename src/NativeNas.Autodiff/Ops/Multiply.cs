using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>y = a·b, element by element; a and b may be one value.</summary>
public sealed record Multiply : Op
{
    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(inputs[0] == inputs[1], $"Multiply takes two inputs of one shape; got {string.Join(" and ", inputs.ToArray())}.");
        return inputs[0];
    }

    public override void Forward(in ForwardPass pass) =>
        pass.Device.Run(new Product(pass.Inputs[0].Data, pass.Inputs[1].Data, pass.Outputs[0].Data));

    public override void Backward(in BackwardPass pass)
    {
        for (int i = 0; i < 2; i++)
        {
            if (pass.Wants(i, out Gradient dx))
            {
                pass.Device.Run(new Product(pass.Dy.Data, pass.Input(1 - i).Data, dx.Data, dx.Accumulate));
            }
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: (wanted[1] ? 1ul : 0) | (wanted[0] ? 2ul : 0));

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(inputs[0].Length, 2L * inputs[0].Length, inputs[0].Length);
}
