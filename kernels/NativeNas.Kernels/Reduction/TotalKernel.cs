using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>The total of states[group, piece, lane]: each slot of a group of threads combines a run of pieces in order, then a fixed tree.</summary>
public readonly struct TotalKernel<TView, TValue, TKernel, TState>(TKernel kernel, TView states, int pieces) : IStagedKernel<TState>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TKernel : struct, ICombination<TState>
    where TState : unmanaged
{
    private readonly int run = Run(pieces), slots = (pieces + Run(pieces) - 1) / Run(pieces);

    public static int Threads => ThreadTree<TValue>.Threads;

    public static int Shared => ThreadTree<TValue>.Floats<TState>();

    public int Stages => ThreadTree<TValue>.Levels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared
    {
        int first = ThreadTree<TValue>.Slot(thread) * run, end = first + run < pieces ? first + run : pieces;

        if ((stage == 0) & (first < end))
        {
            int width = 16 / TValue.Lanes, at = (plane * pieces * width) + (ThreadTree<TValue>.Lane(thread) / TValue.Lanes);
            state = states.At<TState>(at + (first * width));

            for (int piece = first + 1; piece < end; piece++)
            {
                state = kernel.Combine(state, states.At<TState>(at + (piece * width)));
            }
        }

        shared.At<TState>(thread) = state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TShared>(int thread, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared
    {
        if (ThreadTree<TValue>.Joins(thread, stage, slots))
        {
            state = kernel.Combine(state, shared.At<TState>(ThreadTree<TValue>.Partner(thread, stage)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in TState state)
    {
        if (ThreadTree<TValue>.Slot(thread) == 0)
        {
            kernel.Store(ThreadTree<TValue>.Lane(thread), plane, state);
        }
    }

    /// <summary>Pieces a slot.</summary>
    private static int Run(int pieces) => (pieces + ThreadTree<TValue>.Slots - 1) / ThreadTree<TValue>.Slots;
}
