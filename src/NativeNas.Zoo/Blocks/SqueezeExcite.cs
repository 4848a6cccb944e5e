using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>x · σ(expand(swish(reduce(mean over pixels)))): Hu et al. 2018, with EfficientNet's swish.</summary>
public sealed class SqueezeExcite : Layer
{
    private readonly Conv reduce, expand;

    /// <param name="squeezed">Channels between the two 1×1 convolutions.</param>
    public SqueezeExcite(int channels, int squeezed)
    {
        reduce = Add("reduce", Conv.Pointwise(channels, squeezed, bias: true));
        expand = Add("expand", Conv.Pointwise(squeezed, channels, bias: true));
    }

    public override Var Forward(Var x)
    {
        if (x.Tape.Fuses)
        {
            return x.Tape.Apply(new NativeNas.Autodiff.Ops.SqueezeExcite(), [x, .. reduce.Parameters.Concat(expand.Parameters).Select(parameter => parameter.On(x.Tape))]);
        }

        Var pooled = x.Apply(new GlobalAveragePooling());
        Var squeezed = reduce.Forward(pooled).Apply(new Activation<Swish>());
        Var gate = expand.Forward(squeezed).Apply(new Activation<Sigmoid>());
        return x.Tape.Apply(new ChannelScale(), x, gate);
    }
}
