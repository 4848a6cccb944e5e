using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Values;

/// <summary>Functions of a value that every kernel shares, built from exact operations only.</summary>
public static class Functions
{
    /// <summary>b where a &lt; b, else a: of equals and beside a NaN the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Max<T>(T a, T b)
        where T : unmanaged, IValue<T> => T.IfLess(a, b, b, a);

    /// <summary>
    /// eˣ within 1 ulp: x = n·ln 2 + r, |r| ≤ ln 2 / 2, a polynomial in r (Cephes' coefficients). Where eˣ is
    /// subnormal the result is 0, where it exceeds every float infinity; NaN stays NaN.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T low = T.Of(-87.33654f), high = T.Of(88.72284f);
        T bounded = T.IfLess(x, low, low, T.IfLess(high, x, high, x));
        T n = T.Round(bounded * T.Of(1.44269504f));
        T r = T.MultiplyAdd(n, T.Of(-0.693359375f), bounded);
        r = T.MultiplyAdd(n, T.Of(2.12194440e-4f), r);
        T p = T.Of(1.9875691500e-4f);
        p = T.MultiplyAdd(p, r, T.Of(1.3981999507e-3f));
        p = T.MultiplyAdd(p, r, T.Of(8.3334519073e-3f));
        p = T.MultiplyAdd(p, r, T.Of(4.1665795894e-2f));
        p = T.MultiplyAdd(p, r, T.Of(1.6666665459e-1f));
        p = T.MultiplyAdd(p, r, T.Of(5.0000001201e-1f));
        T y = T.MultiplyAdd(p, r * r, r) + T.Of(1f);
        T whole = T.IfEqual(n, n, n, T.Zero), half = T.Round(whole * T.Of(0.5f));
        T scaled = y * T.PowerOfTwo(half) * T.PowerOfTwo(whole - half);
        T capped = T.IfLess(high, x, T.Of(float.PositiveInfinity), T.IfLess(x, low, T.Zero, scaled));
        return T.IfEqual(x, x, capped, x);
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

    /// <summary>σ(x) = 1 / (1 + e⁻ˣ) within 2 ulp; 0 where it is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IValue<T> => T.Of(1f) / (T.Of(1f) + Exp(-x));

    /// <summary>tanh x within 3 ulp: an odd polynomial (Cephes) for |x| below 0.625, 1 − 2 / (e²ˣ + 1) beyond.</summary>
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
        T far = T.Of(1f) - (T.Of(2f) / (Exp(x + x) + T.Of(1f)));
        return T.IfLess(z, T.Of(0.390625f), near, far);
    }
}
