namespace NativeNas.Kernels.Values;

/// <summary>
/// The number of a kernel: one float (<see cref="Scalar"/>, a GPU thread) or the sixteen channels of a block
/// (<see cref="Block"/>, one CPU vector). Every operation is IEEE-exact lane by lane, so that the forms agree to the bit.
/// </summary>
public interface IValue<T>
    where T : unmanaged, IValue<T>
{
    /// <summary>Channels that one value holds: 1 or 16.</summary>
    static abstract int Lanes { get; }

    static abstract T Zero { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract T Of(float value);

    static abstract T operator +(T a, T b);

    static abstract T operator -(T a, T b);

    static abstract T operator -(T a);

    static abstract T operator *(T a, T b);

    static abstract T operator /(T a, T b);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>c − a·b, rounded once.</summary>
    static abstract T MultiplySubtract(T a, T b, T c);

    static abstract T Sqrt(T a);

    /// <summary>a &lt; b ? yes : no, lane by lane; false where either is NaN.</summary>
    static abstract T IfLess(T a, T b, T yes, T no);

    /// <summary>a &lt; b ? b : a, lane by lane: of equals and beside a NaN the first.</summary>
    static abstract T Max(T a, T b);

    /// <summary>b &lt; a ? b : a, lane by lane: of equals and beside a NaN the first.</summary>
    static abstract T Min(T a, T b);

    /// <summary>a == b ? yes : no, lane by lane.</summary>
    static abstract T IfEqual(T a, T b, T yes, T no);

    /// <summary>2ⁿ of n + 1.5·2²³ + 127, whose lowest bits are its exponent; n integral of [−126, 128], where 2¹²⁸ is infinity.</summary>
    static abstract T PowerOfTwo(T power);

    /// <summary>a·2ⁿ of n + 1.5·2²³ + 127, by n on a's exponent; n integral, a and the result normal.</summary>
    static abstract T Scale(T a, T power);

    /// <summary>a's exponent and mantissa: a = mantissa · 2^exponent with mantissa in [√½, √2); a positive and normal.</summary>
    static abstract T Split(T a, out T exponent);

    /// <summary>Zero in the lanes whose channel (lane of the first + offset) is not below count.</summary>
    static abstract T Keep(T a, int lane, int count);

    /// <summary>The number in one lane; a scalar has only lane 0.</summary>
    static abstract float Lane(T a, int lane);

    /// <summary>place = value past the caches where the processor can; nobody reads it soon.</summary>
    static abstract void Stream(ref T place, T value);

    /// <summary>A copy with one lane replaced.</summary>
    static abstract T WithLane(T a, int lane, float value);
}
