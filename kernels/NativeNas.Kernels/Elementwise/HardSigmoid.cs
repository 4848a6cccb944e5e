using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Elementwise;

/// <summary>min(max(α·x + β, 0), 1), by default relu6(x + 3)/6; the derivative at 0 and at 1 is 0.</summary>
public readonly record struct HardSigmoid : IUnary
{
    private readonly float alpha, beta;

    public HardSigmoid(float alpha, float beta)
    {
        Require.That(alpha != 0, $"A hard sigmoid's slope is not 0; got {alpha}.");
        (this.alpha, this.beta) = (alpha, beta);
    }

    public static bool KeepsZero => false;

    public static bool ReadsInput => false;

    /// <summary>The slope; a default value has 1/6.</summary>
    public float Alpha => alpha == 0 ? 1f / 6f : alpha;

    /// <summary>The value at 0; a default value has 1/2.</summary>
    public float Beta => alpha == 0 ? 0.5f : beta;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Forward<T>(T x)
        where T : unmanaged, IValue<T>
    {
        T line = T.MultiplyAdd(x, T.Of(Alpha), T.Of(Beta));
        return T.IfLess(line, T.Zero, T.Zero, T.IfLess(T.Of(1f), line, T.Of(1f), line));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Backward<T>(T read, T dy)
        where T : unmanaged, IValue<T> => T.IfLess(T.Zero, read, T.IfLess(read, T.Of(1f), dy * T.Of(Alpha), T.Zero), T.Zero);
}
