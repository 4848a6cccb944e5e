using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>total[t] += Σ over the pixels of a rectangle of x[p + taps[t].X]·dy[p], lane by lane, for up to nine taps.</summary>
internal static unsafe class TapProducts
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TCount>(in PixelPair pixels, float* x, Segment* taps, float* dy, float* total)
        where TCount : struct, ISize
    {
        TCount n = default;
        Vector512<float> a0 = n.Value > 0 ? Vector512.Load(total + 0) : default;
        Vector512<float> a1 = n.Value > 1 ? Vector512.Load(total + 16) : default;
        Vector512<float> a2 = n.Value > 2 ? Vector512.Load(total + 32) : default;
        Vector512<float> a3 = n.Value > 3 ? Vector512.Load(total + 48) : default;
        Vector512<float> a4 = n.Value > 4 ? Vector512.Load(total + 64) : default;
        Vector512<float> a5 = n.Value > 5 ? Vector512.Load(total + 80) : default;
        Vector512<float> a6 = n.Value > 6 ? Vector512.Load(total + 96) : default;
        Vector512<float> a7 = n.Value > 7 ? Vector512.Load(total + 112) : default;
        Vector512<float> a8 = n.Value > 8 ? Vector512.Load(total + 128) : default;

        for (int row = 0; row < pixels.Rows; row++)
        {
            float* at = x + ((nint)row * pixels.XRow);
            float* x0 = n.Value > 0 ? at + taps[0].X : at;
            float* x1 = n.Value > 1 ? at + taps[1].X : at;
            float* x2 = n.Value > 2 ? at + taps[2].X : at;
            float* x3 = n.Value > 3 ? at + taps[3].X : at;
            float* x4 = n.Value > 4 ? at + taps[4].X : at;
            float* x5 = n.Value > 5 ? at + taps[5].X : at;
            float* x6 = n.Value > 6 ? at + taps[6].X : at;
            float* x7 = n.Value > 7 ? at + taps[7].X : at;
            float* x8 = n.Value > 8 ? at + taps[8].X : at;
            float* q = dy + ((nint)row * pixels.DyRow);
            nint end = (nint)pixels.Columns * 16;

            for (nint i = 0; i < end; i += 16)
            {
                Vector512<float> v = Vector512.Load(q + i);
                a0 = Vector512.FusedMultiplyAdd(Vector512.Load(x0 + i), v, a0);
                a1 = n.Value > 1 ? Vector512.FusedMultiplyAdd(Vector512.Load(x1 + i), v, a1) : a1;
                a2 = n.Value > 2 ? Vector512.FusedMultiplyAdd(Vector512.Load(x2 + i), v, a2) : a2;
                a3 = n.Value > 3 ? Vector512.FusedMultiplyAdd(Vector512.Load(x3 + i), v, a3) : a3;
                a4 = n.Value > 4 ? Vector512.FusedMultiplyAdd(Vector512.Load(x4 + i), v, a4) : a4;
                a5 = n.Value > 5 ? Vector512.FusedMultiplyAdd(Vector512.Load(x5 + i), v, a5) : a5;
                a6 = n.Value > 6 ? Vector512.FusedMultiplyAdd(Vector512.Load(x6 + i), v, a6) : a6;
                a7 = n.Value > 7 ? Vector512.FusedMultiplyAdd(Vector512.Load(x7 + i), v, a7) : a7;
                a8 = n.Value > 8 ? Vector512.FusedMultiplyAdd(Vector512.Load(x8 + i), v, a8) : a8;
            }
        }

        a0.Store(total);

        if (n.Value > 1)
        {
            a1.Store(total + 16);
        }

        if (n.Value > 2)
        {
            a2.Store(total + 32);
        }

        if (n.Value > 3)
        {
            a3.Store(total + 48);
        }

        if (n.Value > 4)
        {
            a4.Store(total + 64);
        }

        if (n.Value > 5)
        {
            a5.Store(total + 80);
        }

        if (n.Value > 6)
        {
            a6.Store(total + 96);
        }

        if (n.Value > 7)
        {
            a7.Store(total + 112);
        }

        if (n.Value > 8)
        {
            a8.Store(total + 128);
        }
    }
}
