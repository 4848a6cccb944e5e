using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Reduction;

/// <summary>Reductions on devices of many threads: one launch gathers the pieces, one totals them; the order is the shape's.</summary>
internal static unsafe class StagedReduction
{
    /// <summary>A thread a piece and a lane.</summary>
    public static void Run<TView, TValue, TKernel, TState>(Device<TView, TValue> on, int groups, int pieces, in TKernel kernel)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged
    {
        using Buffer states = States<TValue, TState>(on, groups, pieces);
        on.Launch(new(pieces, 1, groups), new GatherKernel<TView, TValue, TKernel, TState>(kernel, on.View(states.All), pieces));
        Total<TView, TValue, TKernel, TState>(on, groups, pieces, kernel, states.All);
    }

    /// <summary>A group of threads a piece; of one piece it stores the total itself.</summary>
    public static void RunShared<TView, TValue, TKernel, TState>(Device<TView, TValue> on, int groups, int pieces, in TKernel kernel)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TKernel : struct, ISharedReduction<TState>
        where TState : unmanaged
    {
        using Buffer states = States<TValue, TState>(on, groups, pieces);
        on.LaunchGroups<SharedGatherKernel<TView, TValue, TKernel, TState>, TState>(new(pieces, 1, groups), new(kernel, on.View(states.All), pieces));

        if (pieces > 1)
        {
            Total<TView, TValue, TKernel, TState>(on, groups, pieces, kernel, states.All);
        }
    }

    /// <param name="states">[groups, pieces, lanes].</param>
    public static void Total<TView, TValue, TKernel, TState>(Device<TView, TValue> on, int groups, int pieces, in TKernel kernel, Region states)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TKernel : struct, ICombination<TState>
        where TState : unmanaged =>
        on.LaunchGroups<TotalKernel<TView, TValue, TKernel, TState>, TState>(new(1, 1, groups), new(kernel, on.View(states), pieces));

    public static Buffer States<TValue, TState>(Device on, int groups, int pieces)
        where TValue : unmanaged, IValue<TValue>
        where TState : unmanaged => on.Allocate(checked(groups * pieces * (16 / TValue.Lanes) * ((sizeof(TState) + 3) / 4)));
}
