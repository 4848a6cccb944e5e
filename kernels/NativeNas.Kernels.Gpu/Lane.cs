using ILGPU;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Gpu;

/// <summary>One channel of a block: the number of a GPU thread. Multiply-adds are the compiler's to fuse.</summary>
public readonly struct Lane(float value) : IValue<Lane>
{
    private readonly float value = value;

    public static int Lanes => 1;

    public static Lane Zero => new(0f);

    public static Lane Of(float value) => new(value);

    public static Lane operator +(Lane a, Lane b) => new(a.value + b.value);

    public static Lane operator -(Lane a, Lane b) => new(a.value - b.value);

    public static Lane operator -(Lane a) => new(-a.value);

    public static Lane operator *(Lane a, Lane b) => new(a.value * b.value);

    public static Lane operator /(Lane a, Lane b) => new(a.value / b.value);

    public static Lane MultiplyAdd(Lane a, Lane b, Lane c) => new((a.value * b.value) + c.value);

    public static Lane MultiplySubtract(Lane a, Lane b, Lane c) => new(c.value - (a.value * b.value));

    public static Lane Sqrt(Lane a) => new(MathF.Sqrt(a.value));

    public static Lane IfLess(Lane a, Lane b, Lane yes, Lane no) => Less(a, b) ? yes : no;

    public static Lane IfEqual(Lane a, Lane b, Lane yes, Lane no) => a.value == b.value ? yes : no;

    public static Lane Max(Lane a, Lane b) => Less(a, b) ? b : a;

    public static Lane Min(Lane a, Lane b) => Less(b, a) ? b : a;

    public static Lane PowerOfTwo(Lane power) => new(Interop.IntAsFloat(Interop.FloatAsInt(power.value) << 23));

    public static Lane Scale(Lane a, Lane power) =>
        new(Interop.IntAsFloat(Interop.FloatAsInt(a.value) + (Interop.FloatAsInt(power.value) << 23) - (127u << 23)));

    public static Lane Split(Lane a, out Lane exponent)
    {
        int bits = (int)Interop.FloatAsInt(a.value);
        int e = (bits - 0x3F3504F3) >> 23;
        exponent = new(e);
        return new(Interop.IntAsFloat((uint)(bits - (e << 23))));
    }

    public static Lane Keep(Lane a, int lane, int count) => lane < count ? a : new(0f);

    static float IValue<Lane>.Lane(Lane a, int lane) => a.value;

    public static void Stream(ref Lane place, Lane value) => place = value;

    public static Lane WithLane(Lane a, int lane, float value) => new(value);

    /// <summary>Asked both ways: ILGPU 1.5.3 turns a comparison round whose left side is a constant, and then NaN passes it.</summary>
    private static bool Less(Lane a, Lane b) => (a.value < b.value) & (b.value > a.value);
}
