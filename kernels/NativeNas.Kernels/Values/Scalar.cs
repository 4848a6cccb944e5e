using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Values;

/// <summary>One channel. The readable oracle of every kernel, and the value of a GPU thread.</summary>
public readonly struct Scalar(float value) : IValue<Scalar>
{
    private readonly float value = value;

    public static int Lanes => 1;

    public static Scalar Zero => default;

    public static Scalar Of(float value) => new(value);

    public static Scalar operator +(Scalar a, Scalar b) => new(a.value + b.value);

    public static Scalar operator -(Scalar a, Scalar b) => new(a.value - b.value);

    public static Scalar operator -(Scalar a) => new(-a.value);

    public static Scalar operator *(Scalar a, Scalar b) => new(a.value * b.value);

    public static Scalar operator /(Scalar a, Scalar b) => new(a.value / b.value);

    public static Scalar MultiplyAdd(Scalar a, Scalar b, Scalar c) => new(MathF.FusedMultiplyAdd(a.value, b.value, c.value));

    public static Scalar MultiplySubtract(Scalar a, Scalar b, Scalar c) => new(MathF.FusedMultiplyAdd(-a.value, b.value, c.value));

    public static Scalar Sqrt(Scalar a) => new(MathF.Sqrt(a.value));

    public static Scalar IfLess(Scalar a, Scalar b, Scalar yes, Scalar no) => a.value < b.value ? yes : no;

    public static Scalar IfEqual(Scalar a, Scalar b, Scalar yes, Scalar no) => a.value == b.value ? yes : no;

    public static Scalar Max(Scalar a, Scalar b) => a.value < b.value ? b : a;

    public static Scalar Min(Scalar a, Scalar b) => b.value < a.value ? b : a;

    public static Scalar PowerOfTwo(Scalar power) => new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(power.value) << 23));

    public static Scalar Scale(Scalar a, Scalar power) =>
        new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a.value) + (BitConverter.SingleToInt32Bits(power.value) << 23) - (127 << 23)));

    public static void Stream(ref Scalar place, Scalar value) => place = value;

    public static Scalar Split(Scalar a, out Scalar exponent)
    {
        int bits = BitConverter.SingleToInt32Bits(a.value);
        int e = (bits - 0x3F3504F3) >> 23;
        exponent = new(e);
        return new(BitConverter.Int32BitsToSingle(bits - (e << 23)));
    }

    public static Scalar Keep(Scalar a, int lane, int count) => lane < count ? a : default;

    public static float Lane(Scalar a, int lane) => a.value;

    public static Scalar WithLane(Scalar a, int lane, float value) => new(value);
}
