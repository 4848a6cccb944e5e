using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixedOp;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>
/// Halves the image without losing pixels: two strided 1×1 convolutions, the second one pixel further, side by side
/// (Zoph et al. 2018, Appendix A.4). An odd image is continued with zeros.
/// </summary>
public sealed class FactorizedReduce : Layer, IMixable
{
    private readonly Conv first, second;
    private readonly BatchNorm norm;

    public FactorizedReduce(int inputs, int outputs, bool affine = true)
    {
        first = Add("a", Conv.Pointwise(inputs, outputs / 2, stride: 2));
        second = Add("b", Conv.Pointwise(inputs, outputs - (outputs / 2), stride: 2));
        norm = Add("norm", new BatchNorm(outputs, affine));
    }

    public Candidate Candidate { get; } = new Candidate.FactorizedReduction();

    public IEnumerable<Parameter> Weights => [first.Weight, second.Weight];

    public IEnumerable<BatchNorm> Norms => [norm];

    public override Var Forward(Var x)
    {
        Var y = x.Apply(new Activation<Relu>());
        Var shifted = y.Apply(new Shift(1, 1));
        return norm.Forward(x.Tape.Apply(new Concatenate(), first.Forward(y), second.Forward(shifted)));
    }
}
