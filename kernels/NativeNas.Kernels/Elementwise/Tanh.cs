using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>tanh x.</summary>
public readonly record struct Tanh : IUnary
{
    public static bool KeepsZero => true;

    public static bool ReadsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => Functions.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => dy * T.MultiplySubtract(read, read, T.Of(1f));
}
