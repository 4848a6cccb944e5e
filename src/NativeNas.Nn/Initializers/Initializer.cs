using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>Draws the first values of a parameter. Weights are [outputs, inputs a group, K, K].</summary>
public abstract record Initializer
{
    public abstract void Fill(Span<float> values, Shape shape, Rng rng);

    /// <summary>Inputs that one output reads.</summary>
    protected static int FanIn(Shape shape) => shape.C * shape.Area;

    /// <summary>Outputs that one input reaches, groups left out.</summary>
    protected static int FanOut(Shape shape) => shape.N * shape.Area;

    protected static void Uniform(Span<float> values, double bound, Rng rng)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(((2.0 * rng.Uniform(i)) - 1.0) * bound);
        }
    }

    protected static void Normal(Span<float> values, double deviation, Rng rng)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)(rng.Normal(i) * deviation);
        }
    }
}
