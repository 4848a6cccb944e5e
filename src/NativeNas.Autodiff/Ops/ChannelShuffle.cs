using NativeNas.Kernels;
using NativeNas.Kernels.Rearrangement;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>Channel i·C/Groups + j moves to j·Groups + i, so that the next grouped convolution mixes the groups.</summary>
public sealed record ChannelShuffle(int Groups) : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(Groups > 0 && inputs[0].C % Groups == 0, $"A shuffle of {inputs[0]} has a number of groups that divides {inputs[0].C}; got {Groups}.");
        return inputs[0];
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        pass.Device.Run(new ShuffleChannels(x.Shape.N, x.Shape.C, x.Shape.Area, Groups, x.Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Shape x = pass.Shapes[0];
            pass.Device.Run(new ShuffleChannels(x.N, x.C, x.Area, x.C / Groups, pass.Dy.Data, dx.Data, dx.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, inputs[0].Length);
}
