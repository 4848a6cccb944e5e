using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Values;

/// <summary>Functions of a value that every kernel shares, built from exact operations only.</summary>
public static class Functions
{
    /// <summary>b where a &lt; b, else a: of equals and beside a NaN the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(T a, T b)
        where T : unmanaged, IValue<T> => T.Max(a, b);

    /// <summary>
    /// eˣ within 1 ulp. Where eˣ is subnormal the result is 0, where it exceeds every float infinity; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T r = Fraction(-x, out T power), p = T.Of(1.39263261e-3f);
        p = T.MultiplyAdd(p, r, T.Of(-8.36329255e-3f));
        p = T.MultiplyAdd(p, r, T.Of(4.16665524e-2f));
        p = T.MultiplyAdd(p, r, T.Of(-1.66665763e-1f));
        p = T.MultiplyAdd(p, r, T.Of(0.5f));
        p = T.MultiplyAdd(p, r, T.Of(-1f));
        T scaled = T.Scale(T.MultiplyAdd(p, r, T.Of(1f)), power);
        return T.IfLess(x, T.Of(-87.33654f), T.Zero, T.IfLess(x, T.Of(88.72284f), scaled, x + T.Of(float.PositiveInfinity)));
    }

    /// <summary>ln x within 1 ulp (Cephes' polynomial); −∞ at 0 and where x is subnormal, NaN below, infinity at infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T m = T.Split(x, out T e) - T.Of(1f);
        T square = m * m;
        T p = T.Of(7.0376836292e-2f);
        p = T.MultiplyAdd(p, m, T.Of(-1.1514610310e-1f));
        p = T.MultiplyAdd(p, m, T.Of(1.1676998740e-1f));
        p = T.MultiplyAdd(p, m, T.Of(-1.2420140846e-1f));
        p = T.MultiplyAdd(p, m, T.Of(1.4249322787e-1f));
        p = T.MultiplyAdd(p, m, T.Of(-1.6668057665e-1f));
        p = T.MultiplyAdd(p, m, T.Of(2.0000714765e-1f));
        p = T.MultiplyAdd(p, m, T.Of(-2.4999993993e-1f));
        p = T.MultiplyAdd(p, m, T.Of(3.3333331174e-1f));
        T y = p * m * square;
        y = T.MultiplyAdd(e, T.Of(-2.12194440e-4f), y);
        y = T.MultiplyAdd(square, T.Of(-0.5f), y);
        T normal = T.MultiplyAdd(e, T.Of(0.693359375f), m + y);
        T infinity = T.Of(float.PositiveInfinity);
        T known = T.IfEqual(x, infinity, infinity, T.IfLess(x, T.Of(1.17549435e-38f), T.IfLess(x, T.Zero, T.Of(float.NaN), -infinity), normal));
        return T.IfEqual(x, x, known, x);
    }

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ) within 3 ulp where it is normal; 0 below −88.38, where it is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IValue<T> => T.Of(1f) / OneAndExp(x);

    /// <summary>tanh x within 4 ulp: an odd polynomial (Cephes) for |x| below 0.625, 1 − 2 / (e²ˣ + 1) beyond.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Tanh<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T z = x * x;
        T p = T.Of(-5.70498872745e-3f);
        p = T.MultiplyAdd(p, z, T.Of(2.06390887954e-2f));
        p = T.MultiplyAdd(p, z, T.Of(-5.37397155531e-2f));
        p = T.MultiplyAdd(p, z, T.Of(1.33314422036e-1f));
        p = T.MultiplyAdd(p, z, T.Of(-3.33332819422e-1f));
        T near = T.MultiplyAdd(p * z, x, x);
        T far = T.Of(1f) - (T.Of(2f) / OneAndExp(T.Of(-2f) * x));
        return T.IfLess(z, T.Of(0.390625f), near, far);
    }

    /// <summary>1 + e⁻ˣ: a polynomial of degree 5, 1.5·2⁻²⁴ beside e⁻ʳ at most, by a power of two that is infinity where x is below −88.4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T OneAndExp<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T r = Fraction(T.Max(T.Min(x, T.Of(87.33654f)), T.Of(-88.8f)), out T power), p = T.Of(-8.29036906e-3f);
        p = T.MultiplyAdd(p, r, T.Of(4.18979861e-2f));
        p = T.MultiplyAdd(p, r, T.Of(-1.66676357e-1f));
        p = T.MultiplyAdd(p, r, T.Of(4.99991477e-1f));
        p = T.MultiplyAdd(p, r, T.Of(-9.99999702e-1f));
        return T.MultiplyAdd(T.MultiplyAdd(p, r, T.Of(1f)), T.PowerOfTwo(power), T.Of(1f));
    }

    /// <summary>r of x = r − n·ln 2 with n integral and |r| ≤ ln 2 / 2, so that e⁻ˣ = 2ⁿ·e⁻ʳ.</summary>
    /// <param name="power">n + 1.5·2²³ + 127: the sum is rounded to an integer, and its lowest bits are the exponent of 2ⁿ.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Fraction<T>(T x, out T power)
        where T : unmanaged, IValue<T>
    {
        T rounder = T.Of(12583039f);
        power = T.MultiplyAdd(x, T.Of(-1.44269504f), rounder);
        T n = power - rounder;
        return T.MultiplyAdd(n, T.Of(-2.12194440e-4f), T.MultiplyAdd(n, T.Of(0.693359375f), x));
    }
}
