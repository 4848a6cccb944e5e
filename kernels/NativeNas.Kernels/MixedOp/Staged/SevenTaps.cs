using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>A row of up to seven taps: Σ g·x along runs of pixels.</summary>
public struct SevenTaps<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue A, B, C, D, E, F, G;

    public readonly TValue this[int tap] => tap switch { 0 => A, 1 => B, 2 => C, 3 => D, 4 => E, 5 => F, _ => G };

    /// <summary>Adds g times the taps from at on, next floats apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<TSize, TShared>(TSize size, TValue g, TShared x, int at, int next)
        where TSize : struct, ISize
        where TShared : struct, IShared
    {
        A = TValue.MultiplyAdd(g, TValue.Of(x[at]), A);
        B = TValue.MultiplyAdd(g, TValue.Of(x[at + next]), B);
        C = TValue.MultiplyAdd(g, TValue.Of(x[at + (2 * next)]), C);

        if (size.Value > 3)
        {
            D = TValue.MultiplyAdd(g, TValue.Of(x[at + (3 * next)]), D);
            E = TValue.MultiplyAdd(g, TValue.Of(x[at + (4 * next)]), E);
        }

        if (size.Value > 5)
        {
            F = TValue.MultiplyAdd(g, TValue.Of(x[at + (5 * next)]), F);
            G = TValue.MultiplyAdd(g, TValue.Of(x[at + (6 * next)]), G);
        }
    }
}
