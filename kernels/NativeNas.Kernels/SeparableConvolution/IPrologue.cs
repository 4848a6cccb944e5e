using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>What a plane becomes while it is copied.</summary>
internal interface IPrologue
{
    Vector512<float> Of(Vector512<float> x);
}
