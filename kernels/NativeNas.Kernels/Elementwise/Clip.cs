using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>min(max(x, low), high); the derivative is 1 at both bounds. NaN passes through.</summary>
public readonly record struct Clip(float Low, float High) : IUnary
{
    public static bool KeepsZero => false;

    public static bool ReadsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => T.IfLess(x, T.Of(Low), T.Of(Low), T.IfLess(T.Of(High), x, T.Of(High), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => T.IfLess(read, T.Of(Low), T.Zero, T.IfLess(T.Of(High), read, T.Zero, dy));
}
