using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>dγ = Σ dy·x̂ and dβ = Σ dy of a normalization, a number a channel: its parameters' gradients, and what dx needs.</summary>
public readonly record struct NormSums(Region DGamma, Region DBeta);
