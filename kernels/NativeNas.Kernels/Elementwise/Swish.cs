using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>x·σ(x), also called SiLU.</summary>
public readonly record struct Swish : IUnary
{
    public static bool KeepsZero => true;

    public static bool ReadsInput => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T> => x * Functions.Sigmoid(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T>
    {
        T sigma = Functions.Sigmoid(read);
        return dy * (sigma * T.MultiplyAdd(read, T.Of(1f) - sigma, T.Of(1f)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Both<TFunction, T>(TFunction f, T x, out T slope)
        where TFunction : struct, IUnary
        where T : unmanaged, IValue<T>
    {
        T sigma = Functions.Sigmoid(x);
        slope = sigma * T.MultiplyAdd(x, T.Of(1f) - sigma, T.Of(1f));
        return x * sigma;
    }
}
