using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>
/// Up to sixteen neighbouring outputs of one block, each in a register of its own:
/// y[p] = start[p] + Σ over segments s and i &lt; s.Count of operand(x + 16·p + s.X + i·step) · w[s.W + i·weightStep].
/// </summary>
internal static unsafe class Tile
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TOperand, TCount>(float* x, float* w, Segment* first, Segment* end, float* start, int startPitch, float* y, int pitch)
        where TOperand : struct, IOperand
        where TCount : struct, ISize
    {
        TCount n = default;
        Vector512<float> a0 = n.Value > 0 ? From(start, 0 * startPitch) : default;
        Vector512<float> a1 = n.Value > 1 ? From(start, 1 * startPitch) : default;
        Vector512<float> a2 = n.Value > 2 ? From(start, 2 * startPitch) : default;
        Vector512<float> a3 = n.Value > 3 ? From(start, 3 * startPitch) : default;
        Vector512<float> a4 = n.Value > 4 ? From(start, 4 * startPitch) : default;
        Vector512<float> a5 = n.Value > 5 ? From(start, 5 * startPitch) : default;
        Vector512<float> a6 = n.Value > 6 ? From(start, 6 * startPitch) : default;
        Vector512<float> a7 = n.Value > 7 ? From(start, 7 * startPitch) : default;
        Vector512<float> a8 = n.Value > 8 ? From(start, 8 * startPitch) : default;
        Vector512<float> a9 = n.Value > 9 ? From(start, 9 * startPitch) : default;
        Vector512<float> a10 = n.Value > 10 ? From(start, 10 * startPitch) : default;
        Vector512<float> a11 = n.Value > 11 ? From(start, 11 * startPitch) : default;
        Vector512<float> a12 = n.Value > 12 ? From(start, 12 * startPitch) : default;
        Vector512<float> a13 = n.Value > 13 ? From(start, 13 * startPitch) : default;
        Vector512<float> a14 = n.Value > 14 ? From(start, 14 * startPitch) : default;
        Vector512<float> a15 = n.Value > 15 ? From(start, 15 * startPitch) : default;

        for (Segment* s = first; s < end; s++)
        {
            float* p = x + s->X;
            float* q = w + s->W;
            float* stop = p + (TOperand.Step * s->Count);

            for (; p < stop; p += TOperand.Step, q += TOperand.WeightStep)
            {
                Vector512<float> v = Vector512.Load(q);
                a0 = Vector512.FusedMultiplyAdd(TOperand.At(p), v, a0);
                a1 = n.Value > 1 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 16), v, a1) : a1;
                a2 = n.Value > 2 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 32), v, a2) : a2;
                a3 = n.Value > 3 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 48), v, a3) : a3;
                a4 = n.Value > 4 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 64), v, a4) : a4;
                a5 = n.Value > 5 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 80), v, a5) : a5;
                a6 = n.Value > 6 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 96), v, a6) : a6;
                a7 = n.Value > 7 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 112), v, a7) : a7;
                a8 = n.Value > 8 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 128), v, a8) : a8;
                a9 = n.Value > 9 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 144), v, a9) : a9;
                a10 = n.Value > 10 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 160), v, a10) : a10;
                a11 = n.Value > 11 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 176), v, a11) : a11;
                a12 = n.Value > 12 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 192), v, a12) : a12;
                a13 = n.Value > 13 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 208), v, a13) : a13;
                a14 = n.Value > 14 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 224), v, a14) : a14;
                a15 = n.Value > 15 ? Vector512.FusedMultiplyAdd(TOperand.At(p + 240), v, a15) : a15;
            }
        }

        a0.Store(y);

        if (n.Value > 1)
        {
            a1.Store(y + (1 * pitch));
        }

        if (n.Value > 2)
        {
            a2.Store(y + (2 * pitch));
        }

        if (n.Value > 3)
        {
            a3.Store(y + (3 * pitch));
        }

        if (n.Value > 4)
        {
            a4.Store(y + (4 * pitch));
        }

        if (n.Value > 5)
        {
            a5.Store(y + (5 * pitch));
        }

        if (n.Value > 6)
        {
            a6.Store(y + (6 * pitch));
        }

        if (n.Value > 7)
        {
            a7.Store(y + (7 * pitch));
        }

        if (n.Value > 8)
        {
            a8.Store(y + (8 * pitch));
        }

        if (n.Value > 9)
        {
            a9.Store(y + (9 * pitch));
        }

        if (n.Value > 10)
        {
            a10.Store(y + (10 * pitch));
        }

        if (n.Value > 11)
        {
            a11.Store(y + (11 * pitch));
        }

        if (n.Value > 12)
        {
            a12.Store(y + (12 * pitch));
        }

        if (n.Value > 13)
        {
            a13.Store(y + (13 * pitch));
        }

        if (n.Value > 14)
        {
            a14.Store(y + (14 * pitch));
        }

        if (n.Value > 15)
        {
            a15.Store(y + (15 * pitch));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> From(float* start, int offset) => start is null ? default : Vector512.Load(start + offset);
}
