using NativeNas.Kernels.Convolution;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The shapes between the parts of an <see cref="MBConvolution{TFunction}"/>, and its two products.</summary>
internal readonly record struct MBConvolutionSizes(
    Shape Inputs, Shape Hidden, Shape Convolved, Shape Outputs, ConvolutionGeometry Expand, ConvolutionGeometry Project);
