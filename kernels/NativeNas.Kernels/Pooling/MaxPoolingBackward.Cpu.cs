using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct MaxPoolingBackward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch numbers = work.Rent(g.Window.Taps);

        for (int tap = 0; tap < g.Window.Taps; tap++)
        {
            numbers.Cells[tap] = tap;
        }

        Sweep.Inputs<MaxPoolingBackwardStep, Vector512<float>>(work, g, new(work.Cells(dy), work.Cells(taps), numbers.Cells, work.Sink<Block>(dx, accumulate)));
    }
}

internal readonly unsafe struct MaxPoolingBackwardStep(float* dy, float* taps, float* numbers, Sink<PointerView<Block>, Block> dx) : ISweepStep<Vector512<float>>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> First(int target, int at, int pixel, int tap) => Next(Vector512<float>.Zero, at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Next(Vector512<float> state, int at, int pixel, int tap) =>
        state + (Vector512.Equals(Vector512.Load(taps + at), Vector512.Create(numbers[tap])) & Vector512.Load(dy + at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, Vector512<float> state) => dx.Put(at, new(state));

    public void PutNothing(int at) => Put(at, 0, Vector512<float>.Zero);

    public bool AllowsNine(int from, int blocks) => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nine(SweepRun run)
    {
        float* a = dy + run.From, t = taps + run.From;
        nint row = run.RowStep, next = run.Stride * 16;

        for (int i = 0; i < run.Count; i++, a += next, t += next)
        {
            Memory.AskAhead(a);
            Memory.AskAhead(t);
            Vector512<float> sum = Row(Vector512<float>.Zero, a, t, run.Step, 0f, 1f, 2f);
            sum = Row(sum, a + row, t + row, run.Step, 3f, 4f, 5f);
            Put(run.At + (i * 16), 0, Row(sum, a + (2 * row), t + (2 * row), run.Step, 6f, 7f, 8f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Row(Vector512<float> sum, float* dy, float* taps, nint step, float first, float second, float third)
    {
        sum = Add(sum, dy, taps, first);
        sum = Add(sum, dy + step, taps + step, second);
        return Add(sum, dy + (2 * step), taps + (2 * step), third);
    }

    /// <summary>sum + dy where the tap is the one asked for, in one masked addition.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Add(Vector512<float> sum, float* dy, float* taps, float tap) =>
        Vector512.ConditionalSelect(Vector512.Equals(Vector512.Load(taps), Vector512.Create(tap)), sum + Vector512.Load(dy), sum);
}
