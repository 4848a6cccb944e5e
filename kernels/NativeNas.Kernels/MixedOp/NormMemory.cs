using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The vectors of one norm, a float a channel; γ and β where it has them, zero beyond C.</summary>
public readonly record struct NormMemory(Region Mean, Region Variance, Region Inverse, Region? Gamma = null, Region? Beta = null);
