using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.MixedOp;

/// <summary>How the values under a window become one, in any order.</summary>
internal interface IPoolRule
{
    /// <summary>What lies beyond the image and changes nothing.</summary>
    static abstract float Beyond { get; }

    static abstract Vector512<float> Of(Vector512<float> a, Vector512<float> b);
}
