using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NativeNas.Kernels.Values;

/// <summary>The sixteen channels of a block in one vector; .NET splits it on machines without 512-bit vectors.</summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly struct Block(Vector512<float> value) : IValue<Block>
{
    private readonly Vector512<float> value = value;

    public static int Lanes => 16;

    public static Block Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block operator +(Block a, Block b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block operator -(Block a, Block b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block operator -(Block a) => new(-a.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block operator *(Block a, Block b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block operator /(Block a, Block b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block MultiplyAdd(Block a, Block b, Block c) => new(Vector512.FusedMultiplyAdd(a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block MultiplySubtract(Block a, Block b, Block c) => Avx512F.IsSupported
        ? new(Avx512F.FusedMultiplyAddNegated(a.value, b.value, c.value))
        : new(Vector512.FusedMultiplyAdd(-a.value, b.value, c.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Sqrt(Block a) => new(Vector512.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block IfLess(Block a, Block b, Block yes, Block no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(a.value, b.value), yes.value, no.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block IfEqual(Block a, Block b, Block yes, Block no) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.value, b.value), yes.value, no.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Max(Block a, Block b) => Avx512F.IsSupported ? new(Avx512F.Max(b.value, a.value)) : IfLess(a, b, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Min(Block a, Block b) => Avx512F.IsSupported ? new(Avx512F.Min(b.value, a.value)) : IfLess(b, a, b, a);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block PowerOfTwo(Block power) => new(Vector512.ShiftLeft(power.value.AsInt32(), 23).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Scale(Block a, Block power) =>
        new((a.value.AsInt32() + (Vector512.ShiftLeft(power.value.AsInt32(), 23) - Vector512.Create(127 << 23))).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Stream(ref Block place, Block value)
    {
        if (Avx512F.IsSupported)
        {
            Avx512F.StoreAlignedNonTemporal((float*)Unsafe.AsPointer(ref place), value.value);
        }
        else
        {
            place = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Split(Block a, out Block exponent)
    {
        Vector512<int> bits = a.value.AsInt32();
        Vector512<int> e = Vector512.ShiftRightArithmetic(bits - Vector512.Create(0x3F3504F3), 23);
        exponent = new(Vector512.ConvertToSingle(e));
        return new((bits - Vector512.ShiftLeft(e, 23)).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block Keep(Block a, int lane, int count) => count >= 16
        ? a
        : new(Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), a.value, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Lane(Block a, int lane) => a.value[lane];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block WithLane(Block a, int lane, float value) => new(a.value.WithElement(lane, value));
}
