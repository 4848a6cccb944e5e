using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Moments of sixteen spots of a group, three floats a thread in shared memory, as one.</summary>
internal static class MomentsTotal
{
    public static Moments<TValue> Shared<TValue, TShared>(int lane, TShared shared)
        where TValue : unmanaged, IValue<TValue>
        where TShared : struct, IShared
    {
        Moments<TValue> total = At<TValue, TShared>(lane, shared);

        for (int spot = 1; spot < 16; spot++)
        {
            total = Moments<TValue>.Combine(total, At<TValue, TShared>((spot * 16) + lane, shared));
        }

        return total;
    }

    private static Moments<TValue> At<TValue, TShared>(int thread, TShared shared)
        where TValue : unmanaged, IValue<TValue>
        where TShared : struct, IShared
    {
        Moments<TValue> moments;
        moments.Count = TValue.Of(shared[thread * 3]);
        moments.Mean = TValue.Of(shared[(thread * 3) + 1]);
        moments.Squares = TValue.Of(shared[(thread * 3) + 2]);
        return moments;
    }
}

/// <summary>The moments of all tiles of a block: a group a block, sixteen runs of neighbouring pieces, then those in order.</summary>
/// <param name="moments">[blocks, pieces, 3, 16], the first block the number firstBlock of the tensor.</param>
/// <param name="statistics">Takes the total.</param>
public readonly struct MomentsTotalKernel<TView, TValue>(int firstBlock, int pieces, TView moments, BatchStatisticsKernel<TView, TValue> statistics) : IStagedKernel<Moments<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public static int Threads => 256;

    public static int Shared => 768;

    public int Stages => 1;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref Moments<TValue> state)
        where TShared : struct, IShared
    {
        int each = (pieces + 15) / 16, first = (thread >> 4) * each, last = first + each < pieces ? first + each : pieces;

        for (int piece = first; piece < last; piece++)
        {
            int at = (((column * pieces) + piece) * 48) + (thread & 15);
            Moments<TValue> next;
            next.Count = moments[at];
            next.Mean = moments[at + 16];
            next.Squares = moments[at + 32];
            state = piece == first ? next : Moments<TValue>.Combine(state, next);
        }

        shared[thread * 3] = TValue.Lane(state.Count, 0);
        shared[(thread * 3) + 1] = TValue.Lane(state.Mean, 0);
        shared[(thread * 3) + 2] = TValue.Lane(state.Squares, 0);
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref Moments<TValue> state)
        where TShared : struct, IShared
    {
        if (thread < 16)
        {
            state = MomentsTotal.Shared<TValue, TShared>(thread, shared);
        }
    }

    public void Store(int thread, int column, int row, int plane, in Moments<TValue> state)
    {
        if (thread < 16)
        {
            statistics.Store(thread, firstBlock + column, state);
        }
    }
}
