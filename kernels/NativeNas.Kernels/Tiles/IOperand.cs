using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>How a tile reads x, how x and w advance from one term of a segment to the next, and where the sums go.</summary>
internal unsafe interface IOperand
{
    /// <summary>Floats of x from a row of the tile to its next.</summary>
    static abstract int Pitch { get; }

    /// <summary>Whether a term is a channel of a pixel of sixteen: a segment's sixteen terms fetch the lines of the sixteen pixels after the tile.</summary>
    static abstract bool Prefetches { get; }

    int Step { get; }

    int WeightStep { get; }

    static abstract Vector512<float> At(float* x, int row);

    static abstract void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize;
}

/// <summary>Rows are pixels; one input channel feeds all channels of the output blocks, then the next.</summary>
internal readonly unsafe struct Broadcast : IOperand
{
    public static int Pitch => 16;

    public static bool Prefetches => true;

    public int Step => 1;

    public int WeightStep => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x, int row) => Vector512.Create(x[row * Pitch]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize => to.Put<TVectors>(row, a, b, c);
}

/// <summary>Rows are neighbouring floats: channels of a pixel, pixels of a plane, or columns of a filter.</summary>
internal readonly unsafe struct Adjacent(int step, int weightStep) : IOperand
{
    public static int Pitch => 1;

    public static bool Prefetches => false;

    public int Step => step;

    public int WeightStep => weightStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x, int row) => Vector512.Create(x[row * Pitch]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize => to.Put<TVectors>(row, a, b, c);
}

/// <summary>Rows are every second float: pixels of a plane at stride 2.</summary>
internal readonly unsafe struct EverySecond(int step, int weightStep) : IOperand
{
    public static int Pitch => 2;

    public static bool Prefetches => false;

    public int Step => step;

    public int WeightStep => weightStep;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x, int row) => Vector512.Create(x[row * Pitch]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize => to.Put<TVectors>(row, a, b, c);
}

/// <summary>Every input channel feeds its own output channel, pixel after pixel: depthwise convolution.</summary>
internal readonly unsafe struct LaneByLane : IOperand
{
    public static int Pitch => 16;

    public static bool Prefetches => false;

    public int Step => 16;

    public int WeightStep => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x, int row) => Vector512.Load(x + (row * Pitch));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize => to.Put<TVectors>(row, a, b, c);
}

/// <summary>Lane by lane with the weights backwards: the input gradient of a depthwise convolution.</summary>
internal readonly unsafe struct Mirrored : IOperand
{
    public static int Pitch => 16;

    public static bool Prefetches => false;

    public int Step => 16;

    public int WeightStep => -16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> At(float* x, int row) => Vector512.Load(x + (row * Pitch));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put<TVectors>(int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize => to.Put<TVectors>(row, a, b, c);
}
