using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// The weights of one unit. Separable: depthwise [blocks, taps, 16] and pointwise [blocks, C, 16], packed, for a backward
/// pass transposed. Reduction: both convolutions [rows, C] in logical order.
/// </summary>
public readonly record struct UnitWeights(Region First, Region Second);
