using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Nn.Initializers;

/// <summary>N(0, 2/fan-out): He et al. 2015 (arXiv:1502.01852 §2.2, backward case), as MobileNetV2 uses it.</summary>
public sealed record HeNormal : Initializer
{
    public override void Fill(Span<float> values, Shape shape, Rng rng) => Normal(values, Math.Sqrt(2.0 / FanOut(shape)), rng);
}
