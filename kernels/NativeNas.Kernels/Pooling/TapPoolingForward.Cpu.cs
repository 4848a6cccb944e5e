using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.Pooling;

public readonly partial struct TapPoolingForward<TSize> : ICpuForm
{
    public bool Covers => Sweep.Covers(g);

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch numbers = work.Rent(g.Window.Taps);

        for (int tap = 0; tap < g.Window.Taps; tap++)
        {
            numbers.Cells[tap] = tap;
        }

        Sweep.Outputs<TapPoolingForwardStep, TapPoolingState>(work, g, new(work.Cells(x), work.Cells(taps), numbers.Cells, work.Cells(y)));
    }
}

internal readonly record struct TapPoolingState(Vector512<float> Tap, Vector512<float> Found);

internal readonly unsafe struct TapPoolingForwardStep(float* x, float* taps, float* numbers, float* y) : ISweepStep<TapPoolingState>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapPoolingState First(int target, int at, int pixel, int tap) =>
        Next(new(Vector512.Load(taps + target), Vector512<float>.Zero), at, pixel, tap);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TapPoolingState Next(TapPoolingState state, int at, int pixel, int tap) =>
        state with { Found = Vector512.ConditionalSelect(Vector512.Equals(state.Tap, Vector512.Create(numbers[tap])), Vector512.Load(x + at), state.Found) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(int at, int pixel, TapPoolingState state) => state.Found.Store(y + at);

    public void PutNothing(int at) => Vector512<float>.Zero.Store(y + at);

    public bool AllowsNine(int from, int blocks) => true;

    public void Nine(SweepRun run)
    {
        for (int i = 0; i < run.Count; i++)
        {
            int at = run.At + (i * 16), from = run.From + (i * run.Stride * 16);
            TapPoolingState state = First(at, from, 0, 0);

            for (int tap = 1; tap < 9; tap++)
            {
                state = Next(state, from + (int)((tap / 3 * run.RowStep) + (tap % 3 * run.Step)), 0, tap);
            }

            Put(at, 0, state);
        }
    }
}
