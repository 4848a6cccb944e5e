using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>x·relu6(x + 3)/6; the derivative is 0 at −3 and 1 at 3.</summary>
public readonly record struct HardSwish : IUnary
{
    public static bool KeepsZero => true;

    public static bool ReadsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => x * (default(Relu6).Forward(x + T.Of(3f)) * T.Of(1f / 6f));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> =>
        dy * T.IfLess(T.Of(-3f), read, T.IfLess(read, T.Of(3f), T.MultiplyAdd(read, T.Of(1f / 3f), T.Of(0.5f)), T.Of(1f)), T.Zero);
}
