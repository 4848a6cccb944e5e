using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>Of each channel rate = f·γ·inverse, centre = mean of g, along = inverse²·mean of g·(x − mean).</summary>
internal readonly record struct NormRates(Vector512<float> Rate, Vector512<float> Centre, Vector512<float> Along);
