using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>How a tile reads x: a number for all sixteen outputs, or a number for each.</summary>
internal unsafe interface IOperand
{
    static abstract Vector512<float> At(float* x);
}

/// <summary>One input channel feeds all channels of the output block: dense convolution.</summary>
internal readonly unsafe struct Broadcast : IOperand
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x) => Vector512.Create(*x);
}

/// <summary>Every input channel feeds its own output channel: depthwise convolution.</summary>
internal readonly unsafe struct LaneByLane : IOperand
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x) => Vector512.Load(x);
}
