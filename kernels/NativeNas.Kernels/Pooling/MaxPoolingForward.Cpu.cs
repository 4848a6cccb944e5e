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
    public MaxPoolingState Next(MaxPoolingState state, int at, int pixel, int tap)
    {
        Vector512<float> value = Vector512.Load(x + at);
        Vector512<float> wins = Vector512.LessThan(state.Best, value) | Vector512.IsNaN(value);
        return new(Vector512.ConditionalSelect(wins, value, state.Best), Vector512.ConditionalSelect(wins, Vector512.Create(numbers[tap]), state.Tap));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, MaxPoolingState state)
    {
        state.Best.Store(y + at);
        state.Tap.Store(taps + at);
    }

    public void PutNothing(int at) => Put(at, 0, new(Vector512<float>.Zero, Vector512.Create(-1f)));
}
