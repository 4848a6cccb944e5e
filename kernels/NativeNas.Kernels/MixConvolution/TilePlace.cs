namespace NativeNas.Kernels.MixConvolution;

/// <summary>Where a group's tile lies.</summary>
/// <param name="Plane">Its number in the whole tensor.</param>
/// <param name="Block">Its number in the whole tensor.</param>
/// <param name="Row">Of its first pixel.</param>
/// <param name="Column">Of its first pixel.</param>
public readonly record struct TilePlace(int Plane, int Block, int Row, int Column);
