using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Roofline;

/// <summary>A register of floats in a chain of x ← x·m + a.</summary>
internal interface IChain<TSelf>
    where TSelf : unmanaged, IChain<TSelf>
{
    /// <summary>Floats in one.</summary>
    static abstract int Width { get; }

    static abstract TSelf Of(float value);

    static abstract TSelf Step(TSelf x, TSelf m, TSelf a);

    static abstract float First(TSelf x);
}

/// <summary>As wide as AVX-512's.</summary>
internal readonly struct WideChain(Vector512<float> value) : IChain<WideChain>
{
    private readonly Vector512<float> value = value;

    public static int Width => 16;

    public static WideChain Of(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideChain Step(WideChain x, WideChain m, WideChain a) => new(Vector512.FusedMultiplyAdd(x.value, m.value, a.value));

    public static float First(WideChain x) => x.value[0];
}

/// <summary>As wide as AVX2's: of sixteen registers, twelve chains and two operands fit.</summary>
internal readonly struct NarrowChain(Vector256<float> value) : IChain<NarrowChain>
{
    private readonly Vector256<float> value = value;

    public static int Width => 8;

    public static NarrowChain Of(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowChain Step(NarrowChain x, NarrowChain m, NarrowChain a) => new(Vector256.FusedMultiplyAdd(x.value, m.value, a.value));

    public static float First(NarrowChain x) => x.value[0];
}
