using NativeNas.Autodiff;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>
/// ReLU → depthwise → pointwise → batch norm, once (a dilated convolution of the cell spaces) or twice (a separable
/// one: Zoph et al. 2018, Appendix A.4).
/// </summary>
public sealed class SeparableConv : Layer
{
    private readonly Sequential body;

    private SeparableConv(Layer[] layers) => body = Add("body", new Sequential(layers));

    /// <summary>sep_conv: twice, the stride on the first.</summary>
    public static SeparableConv Twice(int channels, int kernel, int stride, bool affine = true) =>
        new([.. Half(channels, Window.Same(kernel, stride), affine), .. Half(channels, Window.Same(kernel), affine)]);

    /// <summary>dil_conv: once, the taps two pixels apart.</summary>
    public static SeparableConv Dilated(int channels, int kernel, int stride, bool affine = true) =>
        new(Half(channels, Window.Same(kernel, stride, dilation: 2), affine));

    public override Var Forward(Var x) => body.Forward(x);

    private static Layer[] Half(int channels, Window window, bool affine) =>
        [Function.Relu(), Conv.Depthwise(channels, window), Conv.Pointwise(channels, channels), new BatchNorm(channels, affine)];
}
