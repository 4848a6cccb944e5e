using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct AveragePoolingForward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch shares = work.Rent(g.OutHeight * g.OutWidth);
        share.Fill(shares.Cells);
        Sweep.Outputs<AveragePoolingForwardStep, Vector512<float>>(work, g, new(work.Cells(x), shares.Cells, work.Sink<Block>(y)));
    }
}

internal readonly unsafe struct AveragePoolingForwardStep(float* x, float* shares, Sink<PointerView<Block>, Block> y) : ISweepStep<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> First(int target, int at, int pixel, int tap) => Next(Vector512<float>.Zero, at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Next(Vector512<float> state, int at, int pixel, int tap) => state + Vector512.Load(x + at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, Vector512<float> state) => y.Put(at, new(state * Vector512.Create(shares[pixel])));

    public void PutNothing(int at) => y.Put(at, Block.Zero);

    public bool AllowsNine(int from, int blocks) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nine(SweepRun run)
    {
        float* a = x + run.From, b = a + run.RowStep, c = b + run.RowStep, share = shares + run.Target;
        nint one = run.Step, two = 2 * one, next = run.Stride * 16;

        for (int i = 0; i < run.Count; i++, a += next, b += next, c += next)
        {
            Memory.AskAhead(c);
            Vector512<float> sum = Vector512.Load(a) + Vector512.Load(a + one) + Vector512.Load(a + two);
            sum = sum + Vector512.Load(b) + Vector512.Load(b + one) + Vector512.Load(b + two);
            sum = sum + Vector512.Load(c) + Vector512.Load(c + one) + Vector512.Load(c + two);
            y.Put(run.At + (i * 16), new(sum * Vector512.Create(share[i])));
        }
    }
}
