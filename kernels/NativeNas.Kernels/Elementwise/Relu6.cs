using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>min(max(x, 0), 6); the derivative at 0 and at 6 is 0. NaN passes through.</summary>
public readonly record struct Relu6 : IUnary
{
    public static bool KeepsZero => true;

    public static bool ReadsInput => false;

    public static bool IsGate => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => T.IfLess(x, T.Zero, T.Zero, T.IfLess(T.Of(6f), x, T.Of(6f), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => T.IfLess(T.Zero, read, T.IfLess(read, T.Of(6f), dy, T.Zero), T.Zero);
}
