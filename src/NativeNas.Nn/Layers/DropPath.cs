using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;

namespace NativeNas.Nn.Layers;

/// <summary>
/// The whole branch is dropped for a sample with a probability that training raises, and divided by what is left
/// otherwise (Larsson et al. 2017; Zoph et al. 2018 schedule it linearly).
/// </summary>
public sealed class DropPath : Layer
{
    /// <summary>In [0, 1), set before a step by whoever trains; null leaves drop path out of the network.</summary>
    public float? Probability { get; set; }

    public override Var Forward(Var x)
    {
        if (Probability is not { } probability || x.Tape.Mode == TapeMode.Evaluation)
        {
            return x;
        }

        Rng rng = x.Tape.Rng.At(Path);
        float[] keep = new float[x.Shape.N];

        for (int i = 0; i < keep.Length; i++)
        {
            keep[i] = rng.Uniform(i) < probability ? 0 : 1 / (1 - probability);
        }

        return x.Tape.Apply(new SampleScale(), x, x.Tape.Constant(new Shape(x.Shape.N), keep, Layout.Planes));
    }
}
