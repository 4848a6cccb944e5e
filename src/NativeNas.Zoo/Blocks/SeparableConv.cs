using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>
/// ReLU → depthwise → pointwise → batch norm, once (a dilated convolution of the cell spaces) or twice (a separable
/// one: Zoph et al. 2018, Appendix A.4).
/// </summary>
public sealed class SeparableConv : Layer, IMixable
{
    private readonly Sequential body;
    private readonly Conv[] convolutions;
    private readonly BatchNorm[] norms;
    private readonly SeparableConvolution fused;

    private SeparableConv(int channels, bool affine, Window first, Window? second = null)
    {
        Window[] windows = second is { } last ? [first, last] : [first];
        convolutions = [.. windows.SelectMany(window => new[] { Conv.Depthwise(channels, window), Conv.Pointwise(channels, channels) })];
        norms = [.. windows.Select(_ => new BatchNorm(channels, affine))];
        Candidate = new Candidate.Separable(first, second);
        fused = new(first, second);
        body = Add("body", new Sequential([.. windows.SelectMany((_, i) => new Layer[] { Function.Relu(), convolutions[2 * i], convolutions[(2 * i) + 1], norms[i] })]));
    }

    public Candidate Candidate { get; }

    public IEnumerable<Parameter> Weights => convolutions.Select(convolution => convolution.Weight);

    public IEnumerable<BatchNorm> Norms => norms;

    /// <summary>sep_conv: twice, the stride on the first.</summary>
    public static SeparableConv Twice(int channels, int kernel, int stride, bool affine = true) =>
        new(channels, affine, Window.Same(kernel, stride), Window.Same(kernel));

    /// <summary>dil_conv: once, the taps two pixels apart.</summary>
    public static SeparableConv Dilated(int channels, int kernel, int stride, bool affine = true) =>
        new(channels, affine, Window.Same(kernel, stride, dilation: 2));

    public override Var Forward(Var x) =>
        x.Tape.Fuses && x.Tape.Mode != TapeMode.Evaluation && norms[0].Gamma is not null ? Fused(x) : body.Forward(x);

    private Var Fused(Var x)
    {
        IEnumerable<Parameter> parameters = norms.SelectMany((norm, i) =>
            new[] { convolutions[2 * i].Weight, convolutions[(2 * i) + 1].Weight, norm.Gamma!, norm.Beta! });
        Var[] outputs = x.Tape.ApplyAll(fused, [x, .. parameters.Select(parameter => parameter.On(x.Tape))]);

        for (int i = 0; i < norms.Length; i++)
        {
            norms[i].Observe(outputs[1 + (2 * i)], outputs[2 + (2 * i)]);
        }

        return outputs[0];
    }
}
