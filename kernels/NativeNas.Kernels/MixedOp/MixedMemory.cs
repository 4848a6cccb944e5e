using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The vectors of one norm, a float a channel; γ and β where it has them, zero beyond C.</summary>
public readonly record struct NormMemory(Region Mean, Region Variance, Region Inverse, Region? Gamma = null, Region? Beta = null);

/// <summary>
/// The weights of one unit. Separable: depthwise [blocks, taps, 16] and pointwise [blocks, C, 16], packed; for a backward
/// pass also pointwise packed transposed. Reduction: both convolutions [rows, C] in logical order.
/// </summary>
public readonly record struct UnitWeights(Region First, Region Second, Region Transposed);

/// <summary>What both passes of a mixed operation read or write.</summary>
/// <param name="P">The mixture weights, and where each candidate's lies in them.</param>
/// <param name="Norms">By unit.</param>
/// <param name="Raws">By unit with weights: what its norm reads.</param>
/// <param name="Weights">By unit with weights.</param>
public sealed record MixedMemory(Region X, Region P, int[] At, NormMemory[] Norms, Region[] Raws, UnitWeights[] Weights);
