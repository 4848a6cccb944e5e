using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NativeNas.Kernels.Tiles;

/// <summary>total[i] += Σ over the pixels of a rectangle of x[i]·dy: up to sixteen input channels by one output block.</summary>
internal static unsafe class OuterProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TCount>(in PixelPair pixels, float* x, float* dy, float* total, bool fresh)
        where TCount : struct, ISize
    {
        TCount n = default;
        Vector512<float> a0 = fresh ? default : Vector512.Load(total);
        Vector512<float> a1 = fresh | n.Value <= 1 ? default : Vector512.Load(total + 16);
        Vector512<float> a2 = fresh | n.Value <= 2 ? default : Vector512.Load(total + 32);
        Vector512<float> a3 = fresh | n.Value <= 3 ? default : Vector512.Load(total + 48);
        Vector512<float> a4 = fresh | n.Value <= 4 ? default : Vector512.Load(total + 64);
        Vector512<float> a5 = fresh | n.Value <= 5 ? default : Vector512.Load(total + 80);
        Vector512<float> a6 = fresh | n.Value <= 6 ? default : Vector512.Load(total + 96);
        Vector512<float> a7 = fresh | n.Value <= 7 ? default : Vector512.Load(total + 112);
        Vector512<float> a8 = fresh | n.Value <= 8 ? default : Vector512.Load(total + 128);
        Vector512<float> a9 = fresh | n.Value <= 9 ? default : Vector512.Load(total + 144);
        Vector512<float> a10 = fresh | n.Value <= 10 ? default : Vector512.Load(total + 160);
        Vector512<float> a11 = fresh | n.Value <= 11 ? default : Vector512.Load(total + 176);
        Vector512<float> a12 = fresh | n.Value <= 12 ? default : Vector512.Load(total + 192);
        Vector512<float> a13 = fresh | n.Value <= 13 ? default : Vector512.Load(total + 208);
        Vector512<float> a14 = fresh | n.Value <= 14 ? default : Vector512.Load(total + 224);
        Vector512<float> a15 = fresh | n.Value <= 15 ? default : Vector512.Load(total + 240);
        int xPitch = pixels.XPitch, dyPitch = pixels.DyPitch;

        for (int row = 0; row < pixels.Rows; row++)
        {
            float* p = x + ((nint)row * pixels.XRow);
            float* q = dy + ((nint)row * pixels.DyRow);

            for (int column = pixels.Columns; column > 0; column--, p += xPitch, q += dyPitch)
            {
                Vector512<float> v = Vector512.Load(q);
                a0 = Vector512.FusedMultiplyAdd(Vector512.Create(*p), v, a0);
                a1 = n.Value > 1 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[1]), v, a1) : a1;
                a2 = n.Value > 2 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[2]), v, a2) : a2;
                a3 = n.Value > 3 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[3]), v, a3) : a3;
                a4 = n.Value > 4 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[4]), v, a4) : a4;
                a5 = n.Value > 5 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[5]), v, a5) : a5;
                a6 = n.Value > 6 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[6]), v, a6) : a6;
                a7 = n.Value > 7 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[7]), v, a7) : a7;
                a8 = n.Value > 8 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[8]), v, a8) : a8;
                a9 = n.Value > 9 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[9]), v, a9) : a9;
                a10 = n.Value > 10 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[10]), v, a10) : a10;
                a11 = n.Value > 11 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[11]), v, a11) : a11;
                a12 = n.Value > 12 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[12]), v, a12) : a12;
                a13 = n.Value > 13 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[13]), v, a13) : a13;
                a14 = n.Value > 14 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[14]), v, a14) : a14;
                a15 = n.Value > 15 ? Vector512.FusedMultiplyAdd(Vector512.Create(p[15]), v, a15) : a15;
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

        if (n.Value > 9)
        {
            a9.Store(total + 144);
        }

        if (n.Value > 10)
        {
            a10.Store(total + 160);
        }

        if (n.Value > 11)
        {
            a11.Store(total + 176);
        }

        if (n.Value > 12)
        {
            a12.Store(total + 192);
        }

        if (n.Value > 13)
        {
            a13.Store(total + 208);
        }

        if (n.Value > 14)
        {
            a14.Store(total + 224);
        }

        if (n.Value > 15)
        {
            a15.Store(total + 240);
        }
    }
}
