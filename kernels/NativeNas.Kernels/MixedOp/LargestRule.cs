using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The larger; NaN wins over numbers, b over a where both are.</summary>
internal readonly struct LargestRule : IPoolRule
{
    public static float Beyond => float.NegativeInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Of(Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.LessThan(a, b) | Vector512.IsNaN(b), b, a);
}
