using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Values of up to seven taps one below another, the last tap first; those beyond a kernel's size cost nothing.</summary>
public struct TapLine<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue A, B, C, D, E, F, G;

    /// <summary>Moves all one tap up; value is the last tap's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(TValue value)
    {
        G = F;
        F = E;
        E = D;
        D = C;
        C = B;
        B = A;
        A = value;
    }

    /// <summary>this += factor·line, in the first taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TValue factor, in TapLine<TValue> line, int taps)
    {
        A = TValue.MultiplyAdd(factor, line.A, A);
        B = TValue.MultiplyAdd(factor, line.B, B);
        C = TValue.MultiplyAdd(factor, line.C, C);

        if (taps > 3)
        {
            D = TValue.MultiplyAdd(factor, line.D, D);
            E = TValue.MultiplyAdd(factor, line.E, E);
        }

        if (taps > 5)
        {
            F = TValue.MultiplyAdd(factor, line.F, F);
            G = TValue.MultiplyAdd(factor, line.G, G);
        }
    }
}
