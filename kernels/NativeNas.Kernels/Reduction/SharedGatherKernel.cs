using System.Runtime.CompilerServices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Reduction;

/// <summary>
/// A group gathers a piece, its threads' parts in a fixed tree: column is the piece, plane the group. Of one piece the
/// total is stored, of several states[group, piece, lane].
/// </summary>
public readonly struct SharedGatherKernel<TView, TValue, TKernel, TState>(TKernel kernel, TView states, int pieces) : IStagedKernel<TState>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TKernel : struct, ISharedReduction<TState>
    where TState : unmanaged
{
    public static int Threads => ThreadTree<TValue>.Threads;

    public static int Shared => ThreadTree<TValue>.Floats<TState>();

    public int Stages => ThreadTree<TValue>.Levels;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared
    {
        if (stage == 0)
        {
            state = kernel.Gather(ThreadTree<TValue>.Lane(thread), plane, column, ThreadTree<TValue>.Slot(thread), ThreadTree<TValue>.Slots);
        }

        shared.At<TState>(thread) = state;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<TShared>(int thread, int stage, TShared shared, ref TState state)
        where TShared : struct, IShared
    {
        if (ThreadTree<TValue>.Joins(thread, stage, ThreadTree<TValue>.Slots))
        {
            state = kernel.Combine(state, shared.At<TState>(ThreadTree<TValue>.Partner(thread, stage)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(int thread, int column, int row, int plane, in TState state)
    {
        if (ThreadTree<TValue>.Slot(thread) == 0)
        {
            if (pieces == 1)
            {
                kernel.Store(ThreadTree<TValue>.Lane(thread), plane, state);
            }
            else
            {
                states.At<TState>((((plane * pieces) + column) * (16 / TValue.Lanes)) + thread) = state;
            }
        }
    }
}
