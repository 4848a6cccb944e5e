using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;

namespace NativeNas.Nn.Layers;

/// <summary>A weighted op x, w[, bias]: general, depthwise or pointwise convolution, or linear.</summary>
public sealed class Conv : Layer
{
    private readonly Op op;
    private readonly Parameter weight;
    private readonly Parameter? bias;

    private Conv(Op op, Shape shape, bool biased, Initializer? initial)
    {
        this.op = op;
        weight = Declare("weight", shape, initial ?? new FanInUniform());
        bias = biased ? Declare("bias", new(shape.N), new FanInUniform(shape.C * shape.Area)) : null;
    }

    /// <summary>w[outputs, inputs / groups, K, K].</summary>
    public static Conv Dense(int inputs, int outputs, Window window, int groups = 1, bool bias = false, Initializer? initial = null) =>
        new(new Convolution(window, groups), new(outputs, inputs / groups, window.KernelHeight, window.KernelWidth), bias, initial);

    /// <summary>w[channels, 1, K, K]: a filter a channel.</summary>
    public static Conv Depthwise(int channels, Window window, Initializer? initial = null) =>
        new(new DepthwiseConvolution(window), new(channels, 1, window.KernelHeight, window.KernelWidth), false, initial);

    /// <summary>w[outputs, inputs / groups, 1, 1].</summary>
    public static Conv Pointwise(int inputs, int outputs, int stride = 1, int groups = 1, bool bias = false, Initializer? initial = null) =>
        new(new PointwiseConvolution(stride, groups), new(outputs, inputs / groups, 1, 1), bias, initial);

    /// <summary>w[outputs, inputs] over x[N, inputs, 1, 1].</summary>
    public static Conv Linear(int inputs, int outputs, bool bias = true, Initializer? initial = null) =>
        new(new Linear(), new(outputs, inputs), bias, initial);

    /// <summary>For ops that stand for this layer and others.</summary>
    public Parameter Weight => weight;

    public override Var Forward(Var x) => bias is null
        ? x.Tape.Apply(op, x, weight.On(x.Tape))
        : x.Tape.Apply(op, x, weight.On(x.Tape), bias.On(x.Tape));
}
