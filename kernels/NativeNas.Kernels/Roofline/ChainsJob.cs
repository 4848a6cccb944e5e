using System.Runtime.CompilerServices;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Roofline;

/// <summary>Twelve independent chains of fused multiply-adds: more than latency times ports of any processor, fewer than its registers.</summary>
internal readonly unsafe struct ChainsJob<TChain>(int steps, float* sink) : ICpuJob
    where TChain : unmanaged, IChain<TChain>
{
    public static double Flops(int steps) => 12.0 * 2 * TChain.Width * steps;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        TChain m = TChain.Of(0.999f), s = TChain.Of(0.001f);
        TChain a = s, b = s, c = s, d = s, e = s, f = s, g = s, h = s, i = s, j = s, k = s, l = s;

        for (int step = 0; step < steps; step++)
        {
            a = TChain.Step(a, m, s);
            b = TChain.Step(b, m, s);
            c = TChain.Step(c, m, s);
            d = TChain.Step(d, m, s);
            e = TChain.Step(e, m, s);
            f = TChain.Step(f, m, s);
            g = TChain.Step(g, m, s);
            h = TChain.Step(h, m, s);
            i = TChain.Step(i, m, s);
            j = TChain.Step(j, m, s);
            k = TChain.Step(k, m, s);
            l = TChain.Step(l, m, s);
        }

        float sum = TChain.First(a) + TChain.First(b) + TChain.First(c) + TChain.First(d) + TChain.First(e) + TChain.First(f);
        sink[piece * 16] = sum + TChain.First(g) + TChain.First(h) + TChain.First(i) + TChain.First(j) + TChain.First(k) + TChain.First(l);
    }
}
