using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ).</summary>
public readonly record struct Sigmoid : IUnary
{
    public static bool KeepsZero => false;

    public static bool ReadsInput => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => Functions.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => dy * (read * (T.Of(1f) - read));
}
