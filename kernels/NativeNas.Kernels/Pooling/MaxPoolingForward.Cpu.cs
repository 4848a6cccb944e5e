using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Values;

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

        Sweep.Outputs<MaxPoolingForwardStep, MaxPoolingState>(work, g, new(work.Cells(x), work.Sink<Block>(y), work.Sink<Block>(taps), numbers.Cells));
    }
}

internal readonly record struct MaxPoolingState(Vector512<float> Best, Vector512<float> Tap);

internal readonly unsafe struct MaxPoolingForwardStep(float* x, Sink<PointerView<Block>, Block> y, Sink<PointerView<Block>, Block> taps, float* numbers) : ISweepStep<MaxPoolingState>
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
        y.Put(at, new(state.Best));
        taps.Put(at, new(state.Tap));
    }

    public void PutNothing(int at) => Put(at, 0, new(Vector512<float>.Zero, Vector512.Create(-1f)));

    /// <summary>Whether neither NaN nor infinity is among the partners, so that an order is all there is to a maximum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AllowsNine(int from, int blocks)
    {
        Vector512<float> a = default, b = default;
        float* at = x + from, end = at + ((nint)blocks * 16);

        for (; at + 16 < end; at += 32)
        {
            a = Vector512.FusedMultiplyAdd(Vector512.Load(at), Vector512<float>.Zero, a);
            b = Vector512.FusedMultiplyAdd(Vector512.Load(at + 16), Vector512<float>.Zero, b);
        }

        a = at < end ? Vector512.FusedMultiplyAdd(Vector512.Load(at), Vector512<float>.Zero, a) : a;
        return Vector512.EqualsAll(a + b, Vector512<float>.Zero);
    }

    /// <summary>Each row of three on its own, then the rows, the first of equals in each: so that no step waits for eight others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Nine(SweepRun run)
    {
        float* a = x + run.From, b = a + run.RowStep, c = b + run.RowStep;
        nint one = run.Step, next = run.Stride * 16;

        for (int i = 0; i < run.Count; i++, a += next, b += next, c += next)
        {
            Memory.AskAhead(c);
            Block first = Row(a, one, 0f, out Block tap), second = Row(b, one, 3f, out Block secondTap), third = Row(c, one, 6f, out Block thirdTap);
            tap = Block.IfLess(first, second, secondTap, tap);
            first = Block.Max(first, second);
            taps.Put(run.At + (i * 16), Block.IfLess(first, third, thirdTap, tap));
            y.Put(run.At + (i * 16), Block.Max(first, third));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Block Row(float* x, nint step, float number, out Block tap)
    {
        Block a = *(Block*)x, b = *(Block*)(x + step), c = *(Block*)(x + (2 * step)), best = Block.Max(a, b);
        tap = Block.IfLess(best, c, Block.Of(number + 2f), Block.IfLess(a, b, Block.Of(number + 1f), Block.Of(number)));
        return Block.Max(best, c);
    }
}
