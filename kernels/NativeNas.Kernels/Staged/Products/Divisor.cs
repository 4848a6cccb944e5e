using System.Numerics;
using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Staged.Products;

/// <summary>
/// n / value of 0 ≤ n &lt; 2³¹ without a division: n · ⌈2^(31 + l) / value⌉ / 2^(31 + l) with l = ⌈log₂ value⌉ is exact there.
/// </summary>
public readonly record struct Divisor(int Value, uint Magic, int Shift)
{
    public static Divisor Of(int value)
    {
        int shift = 31 + (value == 1 ? 0 : BitOperations.Log2((uint)value - 1) + 1);
        return new(value, (uint)(((1UL << shift) + (uint)value - 1) / (uint)value), shift);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Quotient(int n) => (int)(((ulong)(uint)n * Magic) >> Shift);
}
