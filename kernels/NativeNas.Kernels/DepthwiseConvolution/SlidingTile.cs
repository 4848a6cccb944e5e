using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// Up to sixteen targets of one phase, each in a register of its own: y[t] += Σ over runs and their taps m of x[t + m]·w[m].
/// Every x is loaded once a run and feeds the targets of all taps: three of them (or fewer) wander through three registers.
/// </summary>
/// <typeparam name="TTaps">Taps of every run, at most three.</typeparam>
/// <typeparam name="TEdge">Whether a source may lie outside its row, where it counts as zero.</typeparam>
internal static unsafe class SlidingTile<TCount, TTaps, TEdge>
    where TCount : struct, ISize
    where TTaps : struct, ISize
    where TEdge : struct, ISize
{
    /// <param name="runs">Of one row of taps.</param>
    /// <param name="first">Floats from a run's column to the first target's.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(TapRow* row, TapRow* end, ColumnRun* runs, ColumnRun* last, nint first, in SlidingRow line, float* y, bool accumulate)
    {
        TCount n = default;
        TTaps m = default;
        (nint pitch, nint bound, nint weights, nint step) = (line.Pitch, line.Bound, line.WeightStep, line.Step);
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default, a6 = default, a7 = default, a8 = default, a9 = default, a10 = default, a11 = default, a12 = default, a13 = default, a14 = default, a15 = default;

        if (accumulate)
        {
            a0 = Vector512.Load(y);
            a1 = n.Value > 1 ? Vector512.Load(y + (1 * step)) : a1;
            a2 = n.Value > 2 ? Vector512.Load(y + (2 * step)) : a2;
            a3 = n.Value > 3 ? Vector512.Load(y + (3 * step)) : a3;
            a4 = n.Value > 4 ? Vector512.Load(y + (4 * step)) : a4;
            a5 = n.Value > 5 ? Vector512.Load(y + (5 * step)) : a5;
            a6 = n.Value > 6 ? Vector512.Load(y + (6 * step)) : a6;
            a7 = n.Value > 7 ? Vector512.Load(y + (7 * step)) : a7;
            a8 = n.Value > 8 ? Vector512.Load(y + (8 * step)) : a8;
            a9 = n.Value > 9 ? Vector512.Load(y + (9 * step)) : a9;
            a10 = n.Value > 10 ? Vector512.Load(y + (10 * step)) : a10;
            a11 = n.Value > 11 ? Vector512.Load(y + (11 * step)) : a11;
            a12 = n.Value > 12 ? Vector512.Load(y + (12 * step)) : a12;
            a13 = n.Value > 13 ? Vector512.Load(y + (13 * step)) : a13;
            a14 = n.Value > 14 ? Vector512.Load(y + (14 * step)) : a14;
            a15 = n.Value > 15 ? Vector512.Load(y + (15 * step)) : a15;
        }

        for (; row < end; row++)
        {
            float* x = row->X;

            for (ColumnRun* run = runs; run < last; run++)
            {
                float* w = row->W + run->Weight;
                nint at = first + run->Column;
                Vector512<float> w2 = Vector512.Load(w + ((m.Value - 1) * weights));
                Vector512<float> w1 = m.Value > 1 ? Vector512.Load(w + ((m.Value - 2) * weights)) : default;
                Vector512<float> w0 = m.Value > 2 ? Vector512.Load(w) : default;
                Vector512<float> v0 = m.Value > 2 ? Next(x, ref at, pitch, bound) : default;
                Vector512<float> v1 = m.Value > 1 ? Next(x, ref at, pitch, bound) : default;
                Vector512<float> v2 = Next(x, ref at, pitch, bound);
                a0 = Sum(v0, v1, v2, w0, w1, w2, a0);
                v0 = n.Value > 1 ? Next(x, ref at, pitch, bound) : default;
                a1 = n.Value > 1 ? Sum(v1, v2, v0, w0, w1, w2, a1) : a1;
                v1 = n.Value > 2 ? Next(x, ref at, pitch, bound) : default;
                a2 = n.Value > 2 ? Sum(v2, v0, v1, w0, w1, w2, a2) : a2;
                v2 = n.Value > 3 ? Next(x, ref at, pitch, bound) : default;
                a3 = n.Value > 3 ? Sum(v0, v1, v2, w0, w1, w2, a3) : a3;
                v0 = n.Value > 4 ? Next(x, ref at, pitch, bound) : default;
                a4 = n.Value > 4 ? Sum(v1, v2, v0, w0, w1, w2, a4) : a4;
                v1 = n.Value > 5 ? Next(x, ref at, pitch, bound) : default;
                a5 = n.Value > 5 ? Sum(v2, v0, v1, w0, w1, w2, a5) : a5;
                v2 = n.Value > 6 ? Next(x, ref at, pitch, bound) : default;
                a6 = n.Value > 6 ? Sum(v0, v1, v2, w0, w1, w2, a6) : a6;
                v0 = n.Value > 7 ? Next(x, ref at, pitch, bound) : default;
                a7 = n.Value > 7 ? Sum(v1, v2, v0, w0, w1, w2, a7) : a7;
                v1 = n.Value > 8 ? Next(x, ref at, pitch, bound) : default;
                a8 = n.Value > 8 ? Sum(v2, v0, v1, w0, w1, w2, a8) : a8;
                v2 = n.Value > 9 ? Next(x, ref at, pitch, bound) : default;
                a9 = n.Value > 9 ? Sum(v0, v1, v2, w0, w1, w2, a9) : a9;
                v0 = n.Value > 10 ? Next(x, ref at, pitch, bound) : default;
                a10 = n.Value > 10 ? Sum(v1, v2, v0, w0, w1, w2, a10) : a10;
                v1 = n.Value > 11 ? Next(x, ref at, pitch, bound) : default;
                a11 = n.Value > 11 ? Sum(v2, v0, v1, w0, w1, w2, a11) : a11;
                v2 = n.Value > 12 ? Next(x, ref at, pitch, bound) : default;
                a12 = n.Value > 12 ? Sum(v0, v1, v2, w0, w1, w2, a12) : a12;
                v0 = n.Value > 13 ? Next(x, ref at, pitch, bound) : default;
                a13 = n.Value > 13 ? Sum(v1, v2, v0, w0, w1, w2, a13) : a13;
                v1 = n.Value > 14 ? Next(x, ref at, pitch, bound) : default;
                a14 = n.Value > 14 ? Sum(v2, v0, v1, w0, w1, w2, a14) : a14;
                v2 = n.Value > 15 ? Next(x, ref at, pitch, bound) : default;
                a15 = n.Value > 15 ? Sum(v0, v1, v2, w0, w1, w2, a15) : a15;
            }
        }

        a0.Store(y);

        if (n.Value > 1)
        {
            a1.Store(y + (1 * step));
        }

        if (n.Value > 2)
        {
            a2.Store(y + (2 * step));
        }

        if (n.Value > 3)
        {
            a3.Store(y + (3 * step));
        }

        if (n.Value > 4)
        {
            a4.Store(y + (4 * step));
        }

        if (n.Value > 5)
        {
            a5.Store(y + (5 * step));
        }

        if (n.Value > 6)
        {
            a6.Store(y + (6 * step));
        }

        if (n.Value > 7)
        {
            a7.Store(y + (7 * step));
        }

        if (n.Value > 8)
        {
            a8.Store(y + (8 * step));
        }

        if (n.Value > 9)
        {
            a9.Store(y + (9 * step));
        }

        if (n.Value > 10)
        {
            a10.Store(y + (10 * step));
        }

        if (n.Value > 11)
        {
            a11.Store(y + (11 * step));
        }

        if (n.Value > 12)
        {
            a12.Store(y + (12 * step));
        }

        if (n.Value > 13)
        {
            a13.Store(y + (13 * step));
        }

        if (n.Value > 14)
        {
            a14.Store(y + (14 * step));
        }

        if (n.Value > 15)
        {
            a15.Store(y + (15 * step));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Next(float* x, ref nint at, nint pitch, nint bound)
    {
        TEdge edge = default;
        nint here = at;
        at += pitch;
        Vector512<float> v = default;

        if (edge.Value == 0 || (nuint)here < (nuint)bound)
        {
            v = Vector512.Load(x + here);
        }

        return v;
    }

    /// <summary>The last taps of three; a shorter run has no first ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum(
        Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> w0, Vector512<float> w1, Vector512<float> w2, Vector512<float> a)
    {
        TTaps m = default;
        a = m.Value > 2 ? Vector512.FusedMultiplyAdd(v0, w0, a) : a;
        a = m.Value > 1 ? Vector512.FusedMultiplyAdd(v1, w1, a) : a;
        return Vector512.FusedMultiplyAdd(v2, w2, a);
    }
}
