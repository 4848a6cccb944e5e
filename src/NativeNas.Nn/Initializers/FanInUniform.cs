using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>U(−b, b) with b = 1/√fan-in: LeCun et al. 1998, "Efficient BackProp" §4.6, and the default of PyTorch's layers.</summary>
/// <param name="FanInOverride">Fan-in of the weight that a bias belongs to; 0 takes the parameter's own.</param>
public sealed record FanInUniform(int FanInOverride = 0) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) =>
        Uniform(values, 1 / Math.Sqrt(FanInOverride > 0 ? FanInOverride : FanIn(shape)), rng);
}
