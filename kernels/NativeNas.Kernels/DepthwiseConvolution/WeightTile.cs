using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>
/// dw of up to five rows of up to three neighbouring taps, in registers over a rectangle of outputs:
/// total[r, m] += Σ x[row r, t + m]·dy[t]. Every x is loaded once for all taps of its row: the last three wander through
/// three registers.
/// </summary>
internal static unsafe class WeightTile<TRows, TTaps>
    where TRows : struct, ISize
    where TTaps : struct, ISize
{
    /// <param name="total">The first tap's sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in WeightLine line, int rows, int columns, float* x, float* dy, float* total)
    {
        TRows n = default;
        TTaps m = default;
        (nint pitch, nint bound, nint step) = (line.Pitch, line.Bound, line.Step);
        float* t0 = total + (0 * line.TotalRow);
        float* t1 = total + (1 * line.TotalRow);
        float* t2 = total + (2 * line.TotalRow);
        float* t3 = total + (3 * line.TotalRow);
        float* t4 = total + (4 * line.TotalRow);
        Vector512<float> c00 = m.Value > 2 ? Vector512.Load(t0) : default;
        Vector512<float> c01 = m.Value > 1 ? Vector512.Load(t0 + ((m.Value - 2) * line.TotalStep)) : default;
        Vector512<float> c02 = Vector512.Load(t0 + ((m.Value - 1) * line.TotalStep));
        Vector512<float> c10 = n.Value > 1 & m.Value > 2 ? Vector512.Load(t1) : default;
        Vector512<float> c11 = n.Value > 1 & m.Value > 1 ? Vector512.Load(t1 + ((m.Value - 2) * line.TotalStep)) : default;
        Vector512<float> c12 = n.Value > 1 ? Vector512.Load(t1 + ((m.Value - 1) * line.TotalStep)) : default;
        Vector512<float> c20 = n.Value > 2 & m.Value > 2 ? Vector512.Load(t2) : default;
        Vector512<float> c21 = n.Value > 2 & m.Value > 1 ? Vector512.Load(t2 + ((m.Value - 2) * line.TotalStep)) : default;
        Vector512<float> c22 = n.Value > 2 ? Vector512.Load(t2 + ((m.Value - 1) * line.TotalStep)) : default;
        Vector512<float> c30 = n.Value > 3 & m.Value > 2 ? Vector512.Load(t3) : default;
        Vector512<float> c31 = n.Value > 3 & m.Value > 1 ? Vector512.Load(t3 + ((m.Value - 2) * line.TotalStep)) : default;
        Vector512<float> c32 = n.Value > 3 ? Vector512.Load(t3 + ((m.Value - 1) * line.TotalStep)) : default;
        Vector512<float> c40 = n.Value > 4 & m.Value > 2 ? Vector512.Load(t4) : default;
        Vector512<float> c41 = n.Value > 4 & m.Value > 1 ? Vector512.Load(t4 + ((m.Value - 2) * line.TotalStep)) : default;
        Vector512<float> c42 = n.Value > 4 ? Vector512.Load(t4 + ((m.Value - 1) * line.TotalStep)) : default;

        for (int row = 0; row < rows; row++, x += line.XRow, dy += line.DyRow)
        {
            nint at = line.Column;
            float* g = dy;
            float* end = dy + (columns * step);
            float* x0 = x + (0 * line.TapRow);
            float* x1 = x + (1 * line.TapRow);
            float* x2 = x + (2 * line.TapRow);
            float* x3 = x + (3 * line.TapRow);
            float* x4 = x + (4 * line.TapRow);
            Vector512<float> v00 = default, v10 = default, v20 = default, v30 = default, v40 = default;
            Vector512<float> v01 = default, v11 = default, v21 = default, v31 = default, v41 = default;
            Vector512<float> v02 = default, v12 = default, v22 = default, v32 = default, v42 = default;

            if (m.Value > 2)
            {
                if ((nuint)at < (nuint)bound)
                {
                    v00 = Vector512.Load(x0 + at);
                    v10 = n.Value > 1 ? Vector512.Load(x1 + at) : default;
                    v20 = n.Value > 2 ? Vector512.Load(x2 + at) : default;
                    v30 = n.Value > 3 ? Vector512.Load(x3 + at) : default;
                    v40 = n.Value > 4 ? Vector512.Load(x4 + at) : default;
                }

                at += pitch;
            }

            if (m.Value > 1)
            {
                if ((nuint)at < (nuint)bound)
                {
                    v01 = Vector512.Load(x0 + at);
                    v11 = n.Value > 1 ? Vector512.Load(x1 + at) : default;
                    v21 = n.Value > 2 ? Vector512.Load(x2 + at) : default;
                    v31 = n.Value > 3 ? Vector512.Load(x3 + at) : default;
                    v41 = n.Value > 4 ? Vector512.Load(x4 + at) : default;
                }

                at += pitch;
            }

            while (true)
            {
                v02 = v12 = v22 = v32 = v42 = default;

                if ((nuint)at < (nuint)bound)
                {
                    v02 = Vector512.Load(x0 + at);
                    v12 = n.Value > 1 ? Vector512.Load(x1 + at) : default;
                    v22 = n.Value > 2 ? Vector512.Load(x2 + at) : default;
                    v32 = n.Value > 3 ? Vector512.Load(x3 + at) : default;
                    v42 = n.Value > 4 ? Vector512.Load(x4 + at) : default;
                }

                Vector512<float> d0 = Vector512.Load(g);
                c00 = m.Value > 2 ? Vector512.FusedMultiplyAdd(v00, d0, c00) : c00;
                c01 = m.Value > 1 ? Vector512.FusedMultiplyAdd(v01, d0, c01) : c01;
                c02 = Vector512.FusedMultiplyAdd(v02, d0, c02);
                c10 = n.Value > 1 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v10, d0, c10) : c10;
                c11 = n.Value > 1 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v11, d0, c11) : c11;
                c12 = n.Value > 1 ? Vector512.FusedMultiplyAdd(v12, d0, c12) : c12;
                c20 = n.Value > 2 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v20, d0, c20) : c20;
                c21 = n.Value > 2 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v21, d0, c21) : c21;
                c22 = n.Value > 2 ? Vector512.FusedMultiplyAdd(v22, d0, c22) : c22;
                c30 = n.Value > 3 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v30, d0, c30) : c30;
                c31 = n.Value > 3 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v31, d0, c31) : c31;
                c32 = n.Value > 3 ? Vector512.FusedMultiplyAdd(v32, d0, c32) : c32;
                c40 = n.Value > 4 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v40, d0, c40) : c40;
                c41 = n.Value > 4 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v41, d0, c41) : c41;
                c42 = n.Value > 4 ? Vector512.FusedMultiplyAdd(v42, d0, c42) : c42;
                at += pitch;
                g += step;

                if (g == end)
                {
                    break;
                }

                v00 = v10 = v20 = v30 = v40 = default;

                if ((nuint)at < (nuint)bound)
                {
                    v00 = Vector512.Load(x0 + at);
                    v10 = n.Value > 1 ? Vector512.Load(x1 + at) : default;
                    v20 = n.Value > 2 ? Vector512.Load(x2 + at) : default;
                    v30 = n.Value > 3 ? Vector512.Load(x3 + at) : default;
                    v40 = n.Value > 4 ? Vector512.Load(x4 + at) : default;
                }

                Vector512<float> d1 = Vector512.Load(g);
                c00 = m.Value > 2 ? Vector512.FusedMultiplyAdd(v01, d1, c00) : c00;
                c01 = m.Value > 1 ? Vector512.FusedMultiplyAdd(v02, d1, c01) : c01;
                c02 = Vector512.FusedMultiplyAdd(v00, d1, c02);
                c10 = n.Value > 1 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v11, d1, c10) : c10;
                c11 = n.Value > 1 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v12, d1, c11) : c11;
                c12 = n.Value > 1 ? Vector512.FusedMultiplyAdd(v10, d1, c12) : c12;
                c20 = n.Value > 2 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v21, d1, c20) : c20;
                c21 = n.Value > 2 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v22, d1, c21) : c21;
                c22 = n.Value > 2 ? Vector512.FusedMultiplyAdd(v20, d1, c22) : c22;
                c30 = n.Value > 3 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v31, d1, c30) : c30;
                c31 = n.Value > 3 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v32, d1, c31) : c31;
                c32 = n.Value > 3 ? Vector512.FusedMultiplyAdd(v30, d1, c32) : c32;
                c40 = n.Value > 4 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v41, d1, c40) : c40;
                c41 = n.Value > 4 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v42, d1, c41) : c41;
                c42 = n.Value > 4 ? Vector512.FusedMultiplyAdd(v40, d1, c42) : c42;
                at += pitch;
                g += step;

                if (g == end)
                {
                    break;
                }

                v01 = v11 = v21 = v31 = v41 = default;

                if ((nuint)at < (nuint)bound)
                {
                    v01 = Vector512.Load(x0 + at);
                    v11 = n.Value > 1 ? Vector512.Load(x1 + at) : default;
                    v21 = n.Value > 2 ? Vector512.Load(x2 + at) : default;
                    v31 = n.Value > 3 ? Vector512.Load(x3 + at) : default;
                    v41 = n.Value > 4 ? Vector512.Load(x4 + at) : default;
                }

                Vector512<float> d2 = Vector512.Load(g);
                c00 = m.Value > 2 ? Vector512.FusedMultiplyAdd(v02, d2, c00) : c00;
                c01 = m.Value > 1 ? Vector512.FusedMultiplyAdd(v00, d2, c01) : c01;
                c02 = Vector512.FusedMultiplyAdd(v01, d2, c02);
                c10 = n.Value > 1 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v12, d2, c10) : c10;
                c11 = n.Value > 1 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v10, d2, c11) : c11;
                c12 = n.Value > 1 ? Vector512.FusedMultiplyAdd(v11, d2, c12) : c12;
                c20 = n.Value > 2 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v22, d2, c20) : c20;
                c21 = n.Value > 2 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v20, d2, c21) : c21;
                c22 = n.Value > 2 ? Vector512.FusedMultiplyAdd(v21, d2, c22) : c22;
                c30 = n.Value > 3 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v32, d2, c30) : c30;
                c31 = n.Value > 3 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v30, d2, c31) : c31;
                c32 = n.Value > 3 ? Vector512.FusedMultiplyAdd(v31, d2, c32) : c32;
                c40 = n.Value > 4 & m.Value > 2 ? Vector512.FusedMultiplyAdd(v42, d2, c40) : c40;
                c41 = n.Value > 4 & m.Value > 1 ? Vector512.FusedMultiplyAdd(v40, d2, c41) : c41;
                c42 = n.Value > 4 ? Vector512.FusedMultiplyAdd(v41, d2, c42) : c42;
                at += pitch;
                g += step;

                if (g == end)
                {
                    break;
                }
            }
        }

        Store(c00, c01, c02, t0, line.TotalStep);

        if (n.Value > 1)
        {
            Store(c10, c11, c12, t1, line.TotalStep);
        }

        if (n.Value > 2)
        {
            Store(c20, c21, c22, t2, line.TotalStep);
        }

        if (n.Value > 3)
        {
            Store(c30, c31, c32, t3, line.TotalStep);
        }

        if (n.Value > 4)
        {
            Store(c40, c41, c42, t4, line.TotalStep);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, float* total, nint step)
    {
        TTaps m = default;

        if (m.Value > 2)
        {
            c0.Store(total);
        }

        if (m.Value > 1)
        {
            c1.Store(total + ((m.Value - 2) * step));
        }

        c2.Store(total + ((m.Value - 1) * step));
    }
}
