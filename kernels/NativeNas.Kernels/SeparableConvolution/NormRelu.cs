using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>max((x − mean)·scale + shift, 0) of one block's channels.</summary>
internal readonly struct NormRelu(Vector512<float> mean, Vector512<float> scale, Vector512<float> shift) : IPrologue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Of(Vector512<float> x)
    {
        Vector512<float> y = Vector512.FusedMultiplyAdd(x - mean, scale, shift);
        return Vector512.ConditionalSelect(Vector512.LessThan(y, Vector512<float>.Zero), Vector512<float>.Zero, y);
    }
}
