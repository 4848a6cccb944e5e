using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>The same value everywhere.</summary>
public sealed record Constant(float Value) : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) => values.Fill(Value);
}
