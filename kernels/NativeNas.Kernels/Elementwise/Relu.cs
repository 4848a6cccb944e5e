using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>max(x, 0); the derivative at 0 is 0. NaN passes through.</summary>
public readonly record struct Relu : IUnary
{
    public static bool KeepsZero => true;

    public static bool ReadsInput => false;

    public static bool IsGate => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => T.IfLess(x, T.Zero, T.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => T.IfLess(T.Zero, read, dy, T.Zero);
}
