using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;

namespace NativeNas.Nn.Layers;

/// <summary>Each element is dropped with a probability, the rest divided by what is left (Srivastava et al. 2014).</summary>
public sealed class Dropout : Layer
{
    private readonly float probability;

    public Dropout(float probability)
    {
        Require.That(probability is >= 0 and < 1, $"A dropout probability is in [0, 1); got {probability}.");
        this.probability = probability;
    }

    public override Var Forward(Var x)
    {
        if (probability == 0 || x.Tape.Mode == TapeMode.Evaluation)
        {
            return x;
        }

        Rng rng = x.Tape.Rng.At(Path);
        float[] mask = new float[x.Shape.Length];

        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = rng.Uniform(i) < probability ? 0 : 1 / (1 - probability);
        }

        return x.Tape.Apply(new Multiply(), x, x.Tape.Constant(x.Shape, mask));
    }
}
