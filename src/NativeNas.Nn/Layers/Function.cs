using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Nn.Modules;

namespace NativeNas.Nn.Layers;

/// <summary>An op of one input without parameters: an activation, a pooling, a flattening.</summary>
public sealed class Function(Op op) : Layer
{
    public static Function Relu() => new(new Activation<Relu>());

    public static Function Swish() => new(new Activation<Swish>());

    public override Var Forward(Var x) => x.Apply(op);
}
