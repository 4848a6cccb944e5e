using NativeNas.Kernels;
using NativeNas.Kernels.Rearrangement;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>Runs of channels as values of their own: Sizes[0] channels, then Sizes[1], to the last.</summary>
public sealed record Split(Integers Sizes) : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape x = inputs[0];
        Require.That(Sizes.Count is > 0 and <= 64 && Sizes.Min() > 0 && Sizes.Sum() == x.C, $"A split of {x} has sizes of at least 1 that sum to {x.C}; got {Sizes}.");
        return new([.. Sizes.Select(size => new Slot(new(x.N, size, x.H, x.W)))], []);
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        int start = 0;

        foreach (Tensor y in pass.Outputs)
        {
            pass.Device.Run(new MoveChannels(y.Shape.N, y.Shape.Area, new(start, x.Shape.Blocks), new(0, y.Shape.Blocks), y.Shape.C, y.Shape.Blocks * 16, x.Data, y.Data, false));
            start += y.Shape.C;
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        if (!pass.Wants(0, out Gradient dx))
        {
            return;
        }

        Shape x = pass.Shapes[0];
        int start = 0;

        for (int i = 0; i < Sizes.Count; i++)
        {
            Tensor? dy = pass.OutputGradient(i);
            int end = i + 1 < Sizes.Count ? start + Sizes[i] : x.Blocks * 16;

            if (dy is not null)
            {
                pass.Device.Run(new MoveChannels(x.N, x.Area, new(0, dy.Shape.Blocks), new(start, x.Blocks), Sizes[i], end, dy.Data, dx.Data, dx.Accumulate));
            }
            else if (!dx.Accumulate)
            {
                pass.Device.Run(new MoveChannels(x.N, x.Area, default, new(start, x.Blocks), 0, end, dx.Data, dx.Data, false));
            }

            start += Sizes[i];
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
