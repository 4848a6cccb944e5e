using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>The sixteen lanes of a block as one number, in one order on every device.</summary>
public static class LaneFold
{
    /// <summary>((c₀ + c₈) + (c₁ + c₉)) + … + (c₇ + c₁₅).</summary>
    public static float Sum<TView, TValue>(TView x, int at)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        float sum = x.Cell(at) + x.Cell(at + 8);

        for (int i = 1; i < 8; i++)
        {
            sum += x.Cell(at + i) + x.Cell(at + i + 8);
        }

        return sum;
    }

    /// <summary>The largest; whether a NaN shows is not said.</summary>
    public static float Maximum<TView, TValue>(TView x, int at)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        float largest = x.Cell(at);

        for (int i = 1; i < 16; i++)
        {
            float next = x.Cell(at + i);
            largest = largest < next ? next : largest;
        }

        return largest;
    }
}
