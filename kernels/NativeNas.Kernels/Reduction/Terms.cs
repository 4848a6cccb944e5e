using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>x.</summary>
public readonly struct Itself : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(T x)
        where T : unmanaged, IValue<T> => x;
}

/// <summary>eˣ.</summary>
public readonly struct Exponential : ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Of<T>(T x)
        where T : unmanaged, IValue<T> => Functions.Exp(x);
}
