using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Values;

/// <summary>Four channels of a block that lie together as one value: what a GPU thread reads and writes at once.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly struct Quad<T>(T a, T b, T c, T d) : IValue<Quad<T>>
    where T : unmanaged, IValue<T>
{
    private readonly T a = a, b = b, c = c, d = d;

    public static int Lanes => 4;

    public static Quad<T> Zero => Of(0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Of(float value)
    {
        T one = T.Of(value);
        return new(one, one, one, one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> operator +(Quad<T> x, Quad<T> y) => new(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> operator -(Quad<T> x, Quad<T> y) => new(x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> operator -(Quad<T> x) => new(-x.a, -x.b, -x.c, -x.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> operator *(Quad<T> x, Quad<T> y) => new(x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> operator /(Quad<T> x, Quad<T> y) => new(x.a / y.a, x.b / y.b, x.c / y.c, x.d / y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> MultiplyAdd(Quad<T> x, Quad<T> y, Quad<T> z) =>
        new(T.MultiplyAdd(x.a, y.a, z.a), T.MultiplyAdd(x.b, y.b, z.b), T.MultiplyAdd(x.c, y.c, z.c), T.MultiplyAdd(x.d, y.d, z.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> MultiplySubtract(Quad<T> x, Quad<T> y, Quad<T> z) => new(
        T.MultiplySubtract(x.a, y.a, z.a), T.MultiplySubtract(x.b, y.b, z.b), T.MultiplySubtract(x.c, y.c, z.c), T.MultiplySubtract(x.d, y.d, z.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Sqrt(Quad<T> x) => new(T.Sqrt(x.a), T.Sqrt(x.b), T.Sqrt(x.c), T.Sqrt(x.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> IfLess(Quad<T> x, Quad<T> y, Quad<T> yes, Quad<T> no) => new(
        T.IfLess(x.a, y.a, yes.a, no.a), T.IfLess(x.b, y.b, yes.b, no.b), T.IfLess(x.c, y.c, yes.c, no.c), T.IfLess(x.d, y.d, yes.d, no.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> IfEqual(Quad<T> x, Quad<T> y, Quad<T> yes, Quad<T> no) => new(
        T.IfEqual(x.a, y.a, yes.a, no.a), T.IfEqual(x.b, y.b, yes.b, no.b), T.IfEqual(x.c, y.c, yes.c, no.c), T.IfEqual(x.d, y.d, yes.d, no.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Max(Quad<T> x, Quad<T> y) => new(T.Max(x.a, y.a), T.Max(x.b, y.b), T.Max(x.c, y.c), T.Max(x.d, y.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Min(Quad<T> x, Quad<T> y) => new(T.Min(x.a, y.a), T.Min(x.b, y.b), T.Min(x.c, y.c), T.Min(x.d, y.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> PowerOfTwo(Quad<T> power) =>
        new(T.PowerOfTwo(power.a), T.PowerOfTwo(power.b), T.PowerOfTwo(power.c), T.PowerOfTwo(power.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Scale(Quad<T> x, Quad<T> power) =>
        new(T.Scale(x.a, power.a), T.Scale(x.b, power.b), T.Scale(x.c, power.c), T.Scale(x.d, power.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Split(Quad<T> x, out Quad<T> exponent)
    {
        Quad<T> mantissa = new(T.Split(x.a, out T a), T.Split(x.b, out T b), T.Split(x.c, out T c), T.Split(x.d, out T d));
        exponent = new(a, b, c, d);
        return mantissa;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> Keep(Quad<T> x, int lane, int count) =>
        new(T.Keep(x.a, lane, count), T.Keep(x.b, lane + 1, count), T.Keep(x.c, lane + 2, count), T.Keep(x.d, lane + 3, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float IValue<Quad<T>>.Lane(Quad<T> x, int lane) => lane switch { 0 => T.Lane(x.a, 0), 1 => T.Lane(x.b, 0), 2 => T.Lane(x.c, 0), _ => T.Lane(x.d, 0) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(ref Quad<T> place, Quad<T> value) => place = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<T> WithLane(Quad<T> x, int lane, float value)
    {
        T one = T.Of(value);
        return new(lane == 0 ? one : x.a, lane == 1 ? one : x.b, lane == 2 ? one : x.c, lane == 3 ? one : x.d);
    }
}
