using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>norm(w·x) at every pixel, w as <see cref="PackFilters"/> writes it.</summary>
public readonly record struct NormedProduct(ConvolutionGeometry Geometry, Region W, ChannelNorm Norm);
