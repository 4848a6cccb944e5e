using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.MixedOp;

/// <summary>a + b.</summary>
internal readonly struct TotalRule : IPoolRule
{
    public static float Beyond => 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) => a + b;
}
