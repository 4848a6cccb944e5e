using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>What both passes of a mixed operation read or write.</summary>
/// <param name="P">The mixture weights, and where that of each end of the plan lies in them.</param>
/// <param name="Norms">By unit.</param>
/// <param name="Raws">By unit with weights: what its norm reads.</param>
/// <param name="Weights">By unit with weights.</param>
public sealed record MixedMemory(Region X, Region P, int[] At, NormMemory[] Norms, Region[] Raws, UnitWeights[] Weights);
