using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Cpu;

/// <summary>One group of a staged kernel a piece, its threads in turn between the barriers.</summary>
internal readonly unsafe struct GroupJob<TKernel, TState>(Extent groups, TKernel kernel) : ICpuJob
    where TKernel : struct, IStagedKernel<TState>
    where TState : unmanaged
{
    private static int StateFloats => (sizeof(TState) + 3) / 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int threads = TKernel.Threads, column = piece % groups.Columns, row = piece / groups.Columns % groups.Rows, plane = piece / groups.Columns / groups.Rows;
        using PieceScratch scratch = PieceScratch.Rent(TKernel.Shared + (threads * StateFloats));
        PointerShared shared = new(scratch.Cells);
        Span<TState> states = new(scratch.Cells + TKernel.Shared, threads);
        TKernel k = kernel;
        states.Clear();

        for (int stage = 0; stage < k.Stages; stage++)
        {
            for (int thread = 0; thread < threads; thread++)
            {
                k.Load(thread, column, row, plane, stage, shared, ref states[thread]);
            }

            for (int thread = 0; thread < threads; thread++)
            {
                k.Step(thread, stage, shared, ref states[thread]);
            }
        }

        for (int thread = 0; thread < threads; thread++)
        {
            k.Store(thread, column, row, plane, in states[thread]);
        }
    }
}

/// <summary>A group's memory in a piece's scratch.</summary>
internal readonly unsafe struct PointerShared(float* cells) : IShared
{
    private readonly float* cells = cells;

    public ref float this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref cells[index];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Float4 Four(int index) => ref *(Float4*)(cells + index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At<T>(int place)
        where T : unmanaged => ref ((T*)cells)[place];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(int index, int offset) => ref cells[index + offset];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Float4 Four(int four, int offset) => ref ((Float4*)cells)[four + offset];
}
