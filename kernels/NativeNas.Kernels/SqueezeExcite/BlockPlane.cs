using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.SqueezeExcite;

/// <summary>Passes over one plane of blocks, four pixels a step.</summary>
internal static unsafe class BlockPlane
{
    /// <summary>Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Sum(float* x, int area)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        float* end = x + ((nint)area * 16);

        for (; x + 48 < end; x += 64)
        {
            a += Vector512.Load(x);
            b += Vector512.Load(x + 16);
            c += Vector512.Load(x + 32);
            d += Vector512.Load(x + 48);
        }

        for (; x < end; x += 16)
        {
            a += Vector512.Load(x);
        }

        return a + b + (c + d);
    }

    /// <summary>Σ x·dy.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector512<float> Dot(float* x, float* dy, int area)
    {
        Vector512<float> a = default, b = default, c = default, d = default;
        float* end = x + ((nint)area * 16);

        for (; x + 48 < end; x += 64, dy += 64)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Load(x), Vector512.Load(dy), a);
            b = Vector512.FusedMultiplyAdd(Vector512.Load(x + 16), Vector512.Load(dy + 16), b);
            c = Vector512.FusedMultiplyAdd(Vector512.Load(x + 32), Vector512.Load(dy + 32), c);
            d = Vector512.FusedMultiplyAdd(Vector512.Load(x + 48), Vector512.Load(dy + 48), d);
        }

        for (; x < end; x += 16, dy += 16)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Load(x), Vector512.Load(dy), a);
        }

        return a + b + (c + d);
    }

    /// <summary>y = x·scale + shift, from float at on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Affine(PointerView<Block> x, Block scale, Block shift, Sink<PointerView<Block>, Block> y, int at, int area)
    {
        for (int end = at + (area * 16); at < end; at += 16)
        {
            y.Put(at, Block.MultiplyAdd(x[at], scale, shift));
        }
    }
}
