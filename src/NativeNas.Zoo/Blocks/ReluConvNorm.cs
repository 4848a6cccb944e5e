using NativeNas.Autodiff;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>ReLU → 1×1 convolution → batch norm: what fits a cell's inputs to its width (DARTS author code, ReLUConvBN).</summary>
public sealed class ReluConvNorm : Layer
{
    private readonly Sequential body;

    public ReluConvNorm(int inputs, int outputs, bool affine = true) =>
        body = Add("body", new Sequential(Function.Relu(), Conv.Pointwise(inputs, outputs), new BatchNorm(outputs, affine)));

    public override Var Forward(Var x) => body.Forward(x);
}
