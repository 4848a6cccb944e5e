using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct MaxPoolingForward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch numbers = work.Rent(g.Window.Taps);

        for (int tap = 0; tap < g.Window.Taps; tap++)
        {
            numbers.Cells[tap] = tap;
        }

        Sweep.Outputs<MaxPoolingForwardStep, MaxPoolingState>(work, g, new(work.Cells(x), work.Cells(y), work.Cells(taps), numbers.Cells));
    }
}

internal readonly record struct MaxPoolingState(Vector512<float> Best, Vector512<float> Tap);

internal readonly unsafe struct MaxPoolingForwardStep(float* x, float* y, float* taps, float* numbers) : ISweepStep<MaxPoolingState>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MaxPoolingState First(int target, int at, int pixel, int tap) => new(Vector512.Load(x + at), Vector512.Create(numbers[tap]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public MaxPoolingState Next(MaxPoolingState state, int at, int pixel, int tap) => Take(state, x + at, numbers[tap]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, MaxPoolingState state)
    {
        state.Best.Store(y + at);
        state.Tap.Store(taps + at);
    }

    public void PutNothing(int at) => Put(at, 0, new(Vector512<float>.Zero, Vector512.Create(-1f)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nine(SweepRun run)
    {
        float* a = x + run.From, b = a + run.RowStep, c = b + run.RowStep;
        nint one = run.Step, two = 2 * one, next = run.Stride * 16;

        for (int i = 0; i < run.Count; i++, a += next, b += next, c += next)
        {
            MaxPoolingState state = new(Vector512.Load(a), Vector512<float>.Zero);
            state = Take(Take(state, a + one, 1f), a + two, 2f);
            state = Take(Take(Take(state, b, 3f), b + one, 4f), b + two, 5f);
            Put(run.At + (i * 16), 0, Take(Take(Take(state, c, 6f), c + one, 7f), c + two, 8f));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static MaxPoolingState Take(MaxPoolingState state, float* at, float tap)
    {
        Vector512<float> value = Vector512.Load(at);
        Vector512<float> wins = Vector512.LessThan(state.Best, value) | Vector512.IsNaN(value);
        return new(Vector512.ConditionalSelect(wins, value, state.Best), Vector512.ConditionalSelect(wins, Vector512.Create(tap), state.Tap));
    }
}
