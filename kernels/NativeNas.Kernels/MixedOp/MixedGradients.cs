using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>What a backward pass of a mixed operation writes; null is not wanted.</summary>
/// <param name="Dots">[ends of the plan, 16]: Σ dy·candidate_k(x) over images, pixels and blocks, a partial sum a lane.</param>
/// <param name="Weights">By unit with weights: of its first and its second tensor, in logical order.</param>
/// <param name="Affine">By unit, all with weights: of γ and β; null where no norm has them.</param>
public sealed record MixedGradients(
    GradientMemory? Dx, Region? Dots, (GradientMemory? First, GradientMemory? Second)[] Weights, (GradientMemory? Gamma, GradientMemory? Beta)[]? Affine = null)
{
    public bool WantsAffine => Affine?.Any(norm => norm.Gamma is not null || norm.Beta is not null) ?? false;

    public bool WantsWeights => Weights.Any(w => w.First is not null || w.Second is not null);
}
