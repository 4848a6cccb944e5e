using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>U(−b, b) with b = √(6/(fan-in + fan-out)): Glorot and Bengio 2010, equation 16.</summary>
public sealed record GlorotUniform : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) => Uniform(values, Math.Sqrt(6.0 / (FanIn(shape) + FanOut(shape))), rng);
}
