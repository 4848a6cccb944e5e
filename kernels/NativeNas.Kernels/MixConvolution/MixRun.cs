using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Neighbouring blocks of a plan with one window.</summary>
/// <param name="Start">First packed float of the first block.</param>
public readonly record struct MixRun(int FirstBlock, int Blocks, int Start, Window Window);
