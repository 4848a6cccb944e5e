namespace NativeNas.Kernels.MixConvolution;

/// <summary>A run of channels that one kernel size filters; the padding keeps the size, so kernels are odd.</summary>
public readonly record struct MixGroup(int Channels, int Kernel, int Dilation = 1);
