using System.Runtime.CompilerServices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>Where the numbers of a candidate come from.</summary>
public enum PartKind
{
    /// <summary>They are stored.</summary>
    Stored,

    /// <summary>The largest of the input under a window.</summary>
    MaxPool,

    /// <summary>The mean of the input under a window, over the positions inside the image.</summary>
    AveragePool,

    /// <summary>The input itself, which no norm follows.</summary>
    Identity,
}

/// <summary>A candidate before its norm: v is stored, or pooled from x as it is read; then (v − mean)·inverse·γ + β.</summary>
/// <param name="place">Its number among those whose sums are taken together.</param>
/// <param name="weight">Where its mixture weight lies.</param>
/// <param name="variance">Written beside mean and inverse where statistics are taken.</param>
/// <param name="gradient">Where dL/dv goes.</param>
public readonly struct MixedPart<TView>(
    PartKind kind, int place, int weight, TView x, TView mean, TView inverse, TView gamma, TView beta, TView variance, TView gradient, int adds)
    where TView : struct
{
    public readonly PartKind Kind = kind;
    public readonly int Place = place, Weight = weight, Adds = adds;
    public readonly TView X = x, Mean = mean, Inverse = inverse, Gamma = gamma, Beta = beta, Variance = variance, Gradient = gradient;
}

/// <summary>Reads parts.</summary>
internal static class PartValue
{
    /// <param name="pool">From the input to the outputs, whose pixels are counted.</param>
    /// <param name="tap">The tap that held a maximum; −1 where there is none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TValue Of<TView, TValue>(PlaneGeometry pool, PartKind kind, TView x, int lane, int plane, int row, int column, out TValue tap)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        TValue value = TValue.Zero;
        tap = TValue.Of(-1f);

        if ((kind == PartKind.Stored) | (kind == PartKind.Identity))
        {
            value = x[(((((plane * pool.OutHeight) + row) * pool.OutWidth) + column) * 16) + lane];
        }
        else
        {
            int top = (row * pool.Window.StrideHeight) - pool.Window.Top, left = (column * pool.Window.StrideWidth) - pool.Window.Left, seen = 0;
            TValue sum = TValue.Zero;

            for (int i = 0; i < pool.Window.KernelHeight; i++)
            {
                for (int j = 0; j < pool.Window.KernelWidth; j++)
                {
                    int iy = top + (i * pool.Window.DilationHeight), ix = left + (j * pool.Window.DilationWidth);

                    if (((uint)iy < (uint)pool.Height) & ((uint)ix < (uint)pool.Width))
                    {
                        TValue next = x[(((((plane * pool.Height) + iy) * pool.Width) + ix) * 16) + lane], number = TValue.Of((i * pool.Window.KernelWidth) + j);
                        TValue better = TValue.IfEqual(next, next, tap, number);
                        tap = seen == 0 ? number : TValue.IfLess(value, next, number, better);
                        value = seen == 0 ? next : TValue.IfLess(value, next, next, TValue.IfEqual(next, next, value, next));
                        sum += next;
                        seen++;
                    }
                }
            }

            value = kind == PartKind.MaxPool ? value : sum * TValue.Of(seen == 0 ? 0f : 1f / seen);
        }

        return value;
    }
}
