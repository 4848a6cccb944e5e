namespace NativeNas.Kernels.Devices;

/// <summary>Where a gradient goes, and whether it is added to what is there.</summary>
public readonly record struct GradientMemory(Region Data, bool Accumulate);
