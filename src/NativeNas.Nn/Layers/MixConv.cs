using System.Globalization;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;

namespace NativeNas.Nn.Layers;

/// <summary>MixConv (arXiv:1907.09595): channels in groups, each with a depthwise kernel size of its own.</summary>
public sealed class MixConv : Layer
{
    private readonly MixConvolution op;
    private readonly Parameter[] weights;

    public MixConv(MixConvolution op)
    {
        this.op = op;
        weights = [.. op.Groups.Select((group, i) =>
            Declare($"convs.{i.ToString(CultureInfo.InvariantCulture)}.weight", new(group.Channels, 1, group.Kernel, group.Kernel), new FanInUniform()))];
    }

    /// <summary>Groups of equal size; what does not divide goes to the first.</summary>
    public static MixConv Equal(int channels, ReadOnlySpan<int> kernels, int stride = 1) =>
        new(MixConvolution.Of(MixSplit.Equal(channels, kernels.Length), kernels, stride));

    public override Var Forward(Var x) => x.Tape.Apply(op, [x, .. weights.Select(weight => weight.On(x.Tape))]);
}
