using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.SeparableConvolution;

/// <summary>The parts of a norm over one block's plane, which lies in a cache.</summary>
internal static unsafe class NormPlane
{
    /// <summary>y = (x − mean)·scale + shift, or added to y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Put(float* x, int pixels, Vector512<float> mean, Vector512<float> scale, Vector512<float> shift, float* y, bool accumulate)
    {
        for (int i = 0; i < pixels * 16; i += 16)
        {
            Memory.AskAhead(x + i);
            Vector512<float> start = accumulate ? Vector512.Load(y + i) + shift : shift;
            Vector512.FusedMultiplyAdd(Vector512.Load(x + i) - mean, scale, start).Store(y + i);
        }
    }

    /// <summary>sums += Σ g of each channel, and behind it Σ g·(x − mean).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddSums(float* g, float* x, int pixels, Vector512<float> mean, float* sums)
    {
        Vector512<float> a = Vector512.Load(sums), b = default, c = Vector512.Load(sums + 16), d = default;
        int i = 0, end = pixels * 16;

        for (; i + 32 <= end; i += 32)
        {
            Memory.AskAhead(x + i);
            Memory.AskAhead(x + i + 16);
            Vector512<float> p = Vector512.Load(g + i), q = Vector512.Load(g + i + 16);
            a += p;
            b += q;
            c = Vector512.FusedMultiplyAdd(p, Vector512.Load(x + i) - mean, c);
            d = Vector512.FusedMultiplyAdd(q, Vector512.Load(x + i + 16) - mean, d);
        }

        if (i < end)
        {
            Vector512<float> p = Vector512.Load(g + i);
            a += p;
            c = Vector512.FusedMultiplyAdd(p, Vector512.Load(x + i) - mean, c);
        }

        (a + b).Store(sums);
        (c + d).Store(sums + 16);
    }

    /// <summary>dx = rate·(g − centre − (x − mean)·along): the statistics move with x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(float* g, float* x, int pixels, in NormRates r, Vector512<float> mean, float* dx)
    {
        (Vector512<float> rate, Vector512<float> centre, Vector512<float> along) = (r.Rate, r.Centre, r.Along);

        for (int i = 0; i < pixels * 16; i += 16)
        {
            Memory.AskAhead(x + i);
            Vector512<float> centred = Vector512.Load(g + i) - centre;
            (rate * Vector512.FusedMultiplyAdd(mean - Vector512.Load(x + i), along, centred)).Store(dx + i);
        }
    }

    /// <summary>g = gradient where relu((x − mean)·scale + shift) passed it, else 0; sums = Σ g of each channel, and behind it Σ g·(x − mean).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gate(float* x, int pixels, Vector512<float> mean, Vector512<float> scale, Vector512<float> shift, float* gradient, float* g, float* sums)
    {
        Vector512<float> a = default, b = default;

        for (int i = 0; i < pixels * 16; i += 16)
        {
            Memory.AskAhead(x + i);
            Vector512<float> apart = Vector512.Load(x + i) - mean;
            Vector512<float> passed = Vector512.Load(gradient + i) & Vector512.GreaterThan(Vector512.FusedMultiplyAdd(apart, scale, shift), Vector512<float>.Zero);
            passed.Store(g + i);
            a += passed;
            b = Vector512.FusedMultiplyAdd(passed, apart, b);
        }

        a.Store(sums);
        b.Store(sums + 16);
    }

    /// <summary>dx = gradient where x is positive, else 0; or that added to dx.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gate(float* x, int pixels, float* gradient, float* dx, bool accumulate)
    {
        for (int i = 0; i < pixels * 16; i += 16)
        {
            Vector512<float> passed = Vector512.Load(gradient + i) & Vector512.GreaterThan(Vector512.Load(x + i), Vector512<float>.Zero);
            (accumulate ? Vector512.Load(dx + i) + passed : passed).Store(dx + i);
        }
    }

    /// <summary>y = x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* x, int pixels, float* y)
    {
        for (int i = 0; i < pixels * 16; i += 16)
        {
            Vector512.Load(x + i).Store(y + i);
        }
    }

    /// <summary>y += x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* x, int pixels, float* y)
    {
        for (int i = 0; i < pixels * 16; i += 16)
        {
            (Vector512.Load(x + i) + Vector512.Load(y + i)).Store(y + i);
        }
    }
}
