using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct AveragePoolingBackward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch shares = work.Rent(g.OutHeight * g.OutWidth);
        share.Fill(shares.Cells);
        Sweep.Inputs<AveragePoolingBackwardStep, Vector512<float>>(work, g, new(work.Cells(dy), shares.Cells, work.Sink<Block>(dx, accumulate)));
    }
}

internal readonly unsafe struct AveragePoolingBackwardStep(float* dy, float* shares, Sink<PointerView<Block>, Block> dx) : ISweepStep<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> First(int target, int at, int pixel, int tap) => Next(Vector512<float>.Zero, at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Next(Vector512<float> state, int at, int pixel, int tap) =>
        Vector512.FusedMultiplyAdd(Vector512.Load(dy + at), Vector512.Create(shares[pixel]), state);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, Vector512<float> state) => dx.Put(at, new(state));

    public void PutNothing(int at) => Put(at, 0, Vector512<float>.Zero);

    public bool AllowsNine(int from, int blocks) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nine(SweepRun run)
    {
        float* a = dy + run.From, s = shares + run.Pixel;
        nint one = run.Step / 16, row = run.RowStep / 16;

        for (int i = 0; i < run.Count; i++, a += run.Stride * 16, s += run.Stride)
        {
            Memory.AskAhead(a);
            Vector512<float> sum = Row(Vector512<float>.Zero, a, s, one);
            sum = Row(sum, a + run.RowStep, s + row, one);
            Put(run.At + (i * 16), 0, Row(sum, a + (2 * run.RowStep), s + (2 * row), one));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(Vector512<float> sum, float* dy, float* shares, nint step)
    {
        sum = Vector512.FusedMultiplyAdd(Vector512.Load(dy), Vector512.Create(*shares), sum);
        sum = Vector512.FusedMultiplyAdd(Vector512.Load(dy + (step * 16)), Vector512.Create(shares[step]), sum);
        return Vector512.FusedMultiplyAdd(Vector512.Load(dy + (step * 32)), Vector512.Create(shares[2 * step]), sum);
    }
}
