using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// Products of up to sixteen rows (pixels, or input channels) with up to three vectors, each sum in a register of its own:
/// y[i, j] = Σ over segments s and t &lt; s.Count of operand(x + s.X + i·pitch + t·step) · w[s.W + j·wPitch + t·weightStep].
/// 16 × 1, 14 × 2 and 9 × 3 leave registers for the vectors and the operand; more spills.
/// </summary>
/// <param name="wPitch">Floats from a vector of weights to the next.</param>
internal readonly unsafe struct Tile<TOperand>(TOperand operand, float* w, nint wPitch, Segment* first, Segment* end)
    where TOperand : struct, IOperand
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TRows, TVectors>(float* x, in Target to)
        where TRows : struct, ISize
        where TVectors : struct, ISize
    {
        TRows n = default;
        Vector512<float> a0 = default, b0 = default, c0 = default;
        Vector512<float> a1 = default, b1 = default, c1 = default;
        Vector512<float> a2 = default, b2 = default, c2 = default;
        Vector512<float> a3 = default, b3 = default, c3 = default;
        Vector512<float> a4 = default, b4 = default, c4 = default;
        Vector512<float> a5 = default, b5 = default, c5 = default;
        Vector512<float> a6 = default, b6 = default, c6 = default;
        Vector512<float> a7 = default, b7 = default, c7 = default;
        Vector512<float> a8 = default, b8 = default, c8 = default;
        Vector512<float> a9 = default, b9 = default, c9 = default;
        Vector512<float> a10 = default, b10 = default, c10 = default;
        Vector512<float> a11 = default, b11 = default, c11 = default;
        Vector512<float> a12 = default, b12 = default, c12 = default;
        Vector512<float> a13 = default, b13 = default, c13 = default;
        Vector512<float> a14 = default, b14 = default, c14 = default;
        Vector512<float> a15 = default, b15 = default, c15 = default;
        int step = operand.Step, weightStep = operand.WeightStep;
        nint pitch = wPitch;

        for (Segment* s = first; s < end; s++)
        {
            float* p = x + s->X;
            float* q = w + s->W;
            float* next = p + (n.Value * TOperand.Pitch);

            for (int t = s->Count; t > 0; t--, p += step, q += weightStep)
            {
                Vector512<float> u = Vector512.Load(q);
                Vector512<float> v = default(TVectors).Value > 1 ? Vector512.Load(q + pitch) : default;
                Vector512<float> z = default(TVectors).Value > 2 ? Vector512.Load(q + (2 * pitch)) : default;

                if (TOperand.Prefetches & Sse.IsSupported)
                {
                    Sse.Prefetch0(next);
                    next += 16;
                }

                Add<TVectors>(n.Value > 0, p, 0, u, v, z, ref a0, ref b0, ref c0);
                Add<TVectors>(n.Value > 1, p, 1, u, v, z, ref a1, ref b1, ref c1);
                Add<TVectors>(n.Value > 2, p, 2, u, v, z, ref a2, ref b2, ref c2);
                Add<TVectors>(n.Value > 3, p, 3, u, v, z, ref a3, ref b3, ref c3);
                Add<TVectors>(n.Value > 4, p, 4, u, v, z, ref a4, ref b4, ref c4);
                Add<TVectors>(n.Value > 5, p, 5, u, v, z, ref a5, ref b5, ref c5);
                Add<TVectors>(n.Value > 6, p, 6, u, v, z, ref a6, ref b6, ref c6);
                Add<TVectors>(n.Value > 7, p, 7, u, v, z, ref a7, ref b7, ref c7);
                Add<TVectors>(n.Value > 8, p, 8, u, v, z, ref a8, ref b8, ref c8);
                Add<TVectors>(n.Value > 9, p, 9, u, v, z, ref a9, ref b9, ref c9);
                Add<TVectors>(n.Value > 10, p, 10, u, v, z, ref a10, ref b10, ref c10);
                Add<TVectors>(n.Value > 11, p, 11, u, v, z, ref a11, ref b11, ref c11);
                Add<TVectors>(n.Value > 12, p, 12, u, v, z, ref a12, ref b12, ref c12);
                Add<TVectors>(n.Value > 13, p, 13, u, v, z, ref a13, ref b13, ref c13);
                Add<TVectors>(n.Value > 14, p, 14, u, v, z, ref a14, ref b14, ref c14);
                Add<TVectors>(n.Value > 15, p, 15, u, v, z, ref a15, ref b15, ref c15);
            }
        }

        Put<TVectors>(n.Value > 0, 0, a0, b0, c0, to);
        Put<TVectors>(n.Value > 1, 1, a1, b1, c1, to);
        Put<TVectors>(n.Value > 2, 2, a2, b2, c2, to);
        Put<TVectors>(n.Value > 3, 3, a3, b3, c3, to);
        Put<TVectors>(n.Value > 4, 4, a4, b4, c4, to);
        Put<TVectors>(n.Value > 5, 5, a5, b5, c5, to);
        Put<TVectors>(n.Value > 6, 6, a6, b6, c6, to);
        Put<TVectors>(n.Value > 7, 7, a7, b7, c7, to);
        Put<TVectors>(n.Value > 8, 8, a8, b8, c8, to);
        Put<TVectors>(n.Value > 9, 9, a9, b9, c9, to);
        Put<TVectors>(n.Value > 10, 10, a10, b10, c10, to);
        Put<TVectors>(n.Value > 11, 11, a11, b11, c11, to);
        Put<TVectors>(n.Value > 12, 12, a12, b12, c12, to);
        Put<TVectors>(n.Value > 13, 13, a13, b13, c13, to);
        Put<TVectors>(n.Value > 14, 14, a14, b14, c14, to);
        Put<TVectors>(n.Value > 15, 15, a15, b15, c15, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVectors>(
        bool used, float* x, int row, Vector512<float> u, Vector512<float> v, Vector512<float> z, ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c)
        where TVectors : struct, ISize
    {
        if (used)
        {
            Vector512<float> at = TOperand.At(x, row);
            a = Vector512.FusedMultiplyAdd(at, u, a);
            b = default(TVectors).Value > 1 ? Vector512.FusedMultiplyAdd(at, v, b) : b;
            c = default(TVectors).Value > 2 ? Vector512.FusedMultiplyAdd(at, z, c) : c;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TVectors>(bool used, int row, Vector512<float> a, Vector512<float> b, Vector512<float> c, in Target to)
        where TVectors : struct, ISize
    {
        if (used)
        {
            TOperand.Put<TVectors>(row, a, b, c, to);
        }
    }
}
