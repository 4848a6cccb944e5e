using System.Runtime.CompilerServices;

namespace NativeNas.Kernels.Values;

/// <summary>
/// Four pixels' blocks as one value: a long function over it is a loop unrolled by four whose steps alternate, so that
/// the processor waits for none of them.
/// </summary>
[method: MethodImpl(MethodImplOptions.AggressiveInlining)]
public readonly struct FourBlocks(Block a, Block b, Block c, Block d) : IValue<FourBlocks>
{
    private readonly Block a = a, b = b, c = c, d = d;

    public static int Lanes => 64;

    public static FourBlocks Zero => default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Of(float value)
    {
        Block one = Block.Of(value);
        return new(one, one, one, one);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator +(FourBlocks x, FourBlocks y) =>
        new(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator -(FourBlocks x, FourBlocks y) =>
        new(x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator -(FourBlocks x) =>
        new(-x.a, -x.b, -x.c, -x.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator *(FourBlocks x, FourBlocks y) =>
        new(x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks operator /(FourBlocks x, FourBlocks y) =>
        new(x.a / y.a, x.b / y.b, x.c / y.c, x.d / y.d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks MultiplyAdd(FourBlocks x, FourBlocks y, FourBlocks z) =>
        new(Block.MultiplyAdd(x.a, y.a, z.a), Block.MultiplyAdd(x.b, y.b, z.b), Block.MultiplyAdd(x.c, y.c, z.c), Block.MultiplyAdd(x.d, y.d, z.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks MultiplySubtract(FourBlocks x, FourBlocks y, FourBlocks z) =>
        new(Block.MultiplySubtract(x.a, y.a, z.a), Block.MultiplySubtract(x.b, y.b, z.b), Block.MultiplySubtract(x.c, y.c, z.c), Block.MultiplySubtract(x.d, y.d, z.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Sqrt(FourBlocks x) =>
        new(Block.Sqrt(x.a), Block.Sqrt(x.b), Block.Sqrt(x.c), Block.Sqrt(x.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks IfLess(FourBlocks x, FourBlocks y, FourBlocks yes, FourBlocks no) =>
        new(Block.IfLess(x.a, y.a, yes.a, no.a), Block.IfLess(x.b, y.b, yes.b, no.b), Block.IfLess(x.c, y.c, yes.c, no.c), Block.IfLess(x.d, y.d, yes.d, no.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks IfEqual(FourBlocks x, FourBlocks y, FourBlocks yes, FourBlocks no) =>
        new(Block.IfEqual(x.a, y.a, yes.a, no.a), Block.IfEqual(x.b, y.b, yes.b, no.b), Block.IfEqual(x.c, y.c, yes.c, no.c), Block.IfEqual(x.d, y.d, yes.d, no.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Max(FourBlocks x, FourBlocks y) =>
        new(Block.Max(x.a, y.a), Block.Max(x.b, y.b), Block.Max(x.c, y.c), Block.Max(x.d, y.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Min(FourBlocks x, FourBlocks y) =>
        new(Block.Min(x.a, y.a), Block.Min(x.b, y.b), Block.Min(x.c, y.c), Block.Min(x.d, y.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks PowerOfTwo(FourBlocks power) =>
        new(Block.PowerOfTwo(power.a), Block.PowerOfTwo(power.b), Block.PowerOfTwo(power.c), Block.PowerOfTwo(power.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Scale(FourBlocks x, FourBlocks power) =>
        new(Block.Scale(x.a, power.a), Block.Scale(x.b, power.b), Block.Scale(x.c, power.c), Block.Scale(x.d, power.d));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Keep(FourBlocks x, int lane, int count) => count >= 16
        ? x
        : new(Block.Keep(x.a, lane, count), Block.Keep(x.b, lane, count), Block.Keep(x.c, lane, count), Block.Keep(x.d, lane, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourBlocks Split(FourBlocks x, out FourBlocks exponent)
    {
        FourBlocks mantissa = new(Block.Split(x.a, out Block a), Block.Split(x.b, out Block b), Block.Split(x.c, out Block c), Block.Split(x.d, out Block d));
        exponent = new(a, b, c, d);
        return mantissa;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Stream(ref FourBlocks place, FourBlocks value)
    {
        Block* blocks = (Block*)Unsafe.AsPointer(ref place);
        Block.Stream(ref blocks[0], value.a);
        Block.Stream(ref blocks[1], value.b);
        Block.Stream(ref blocks[2], value.c);
        Block.Stream(ref blocks[3], value.d);
    }

    public static float Lane(FourBlocks x, int lane) => Block.Lane((lane >> 4) switch { 0 => x.a, 1 => x.b, 2 => x.c, _ => x.d }, lane & 15);

    public static FourBlocks WithLane(FourBlocks x, int lane, float value) => (lane >> 4) switch
    {
        0 => new(Block.WithLane(x.a, lane & 15, value), x.b, x.c, x.d),
        1 => new(x.a, Block.WithLane(x.b, lane & 15, value), x.c, x.d),
        2 => new(x.a, x.b, Block.WithLane(x.c, lane & 15, value), x.d),
        _ => new(x.a, x.b, x.c, Block.WithLane(x.d, lane & 15, value)),
    };
}
