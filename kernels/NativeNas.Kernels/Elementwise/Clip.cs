using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>min(max(x, low), high); the derivative is 1 at both bounds. NaN passes through; where low is above high, y is high.</summary>
public readonly record struct Clip(float Low, float High) : IUnary
{
    public static bool KeepsZero => false;

    public static bool ReadsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T raised = T.IfLess(x, T.Of(Low), T.Of(Low), x);
        return T.IfLess(T.Of(High), raised, T.Of(High), raised);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => T.IfLess(read, T.Of(Low), T.Zero, T.IfLess(T.Of(High), read, T.Zero, dy));
}
