using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>N(0, deviation²): DARTS draws α with a deviation of 10⁻³ (author code).</summary>
public sealed record Gaussian(double Deviation) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) => Normal(values, Deviation, rng);
}
