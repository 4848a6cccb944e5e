using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>How a tile reads x, and how x and w advance from one term of a segment to the next.</summary>
internal unsafe interface IOperand
{
    static abstract int Step { get; }

    static abstract int WeightStep { get; }

    static abstract Vector512<float> At(float* x);
}

/// <summary>One input channel feeds all channels of the output block, then the next: dense convolution.</summary>
internal readonly unsafe struct Broadcast : IOperand
{
    public static int Step => 1;

    public static int WeightStep => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x) => Vector512.Create(*x);
}

/// <summary>Every input channel feeds its own output channel, pixel after pixel: depthwise convolution.</summary>
internal readonly unsafe struct LaneByLane : IOperand
{
    public static int Step => 16;

    public static int WeightStep => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x) => Vector512.Load(x);
}

/// <summary>Lane by lane with the weights backwards: the input gradient of a depthwise convolution.</summary>
internal readonly unsafe struct Mirrored : IOperand
{
    public static int Step => 16;

    public static int WeightStep => -16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x) => Vector512.Load(x);
}
