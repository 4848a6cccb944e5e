using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>The sums of all tiles of a block: a group a block, sixteen runs of neighbouring pieces, then those in order.</summary>
/// <param name="sums">[blocks, pieces, 2, 16]: Σ dy and Σ dy·(x − mean); the first block is the number firstBlock of the tensor.</param>
/// <param name="gradients">Takes the total.</param>
public readonly struct AffineTotalKernel<TView, TValue>(int firstBlock, int pieces, TView sums, AffineGradientsKernel<TView, TValue> gradients) : IStagedKernel<AffineSums<TValue>>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public static int Threads => 256;

    public static int Shared => 512;

    public int Stages => 1;

    public void Load<TShared>(int thread, int column, int row, int plane, int stage, TShared shared, ref AffineSums<TValue> state)
        where TShared : struct, IShared
    {
        int each = (pieces + 15) / 16, first = (thread >> 4) * each, last = first + each < pieces ? first + each : pieces;

        for (int piece = first; piece < last; piece++)
        {
            int at = (((column * pieces) + piece) * 32) + (thread & 15);
            state.Shift += sums[at];
            state.Scale += sums[at + 16];
        }

        AffineSpots.Put(thread, shared, state);
    }

    public void Step<TShared>(int thread, int stage, TShared shared, ref AffineSums<TValue> state)
        where TShared : struct, IShared
    {
        if (thread < 16)
        {
            state = AffineSpots.Total<TValue, TShared>(thread, shared);
        }
    }

    public void Store(int thread, int column, int row, int plane, in AffineSums<TValue> state)
    {
        if (thread < 16)
        {
            gradients.Store(thread, firstBlock + column, state);
        }
    }
}

/// <summary>Sums of the sixteen spots of a group, two floats a thread in shared memory.</summary>
internal static class AffineSpots
{
    public static void Put<TValue, TShared>(int thread, TShared shared, AffineSums<TValue> sums)
        where TValue : unmanaged, IValue<TValue>
        where TShared : struct, IShared
    {
        shared[thread] = TValue.Lane(sums.Shift, 0);
        shared[256 + thread] = TValue.Lane(sums.Scale, 0);
    }

    public static AffineSums<TValue> Total<TValue, TShared>(int lane, TShared shared)
        where TValue : unmanaged, IValue<TValue>
        where TShared : struct, IShared
    {
        AffineSums<TValue> total;
        total.Shift = TValue.Zero;
        total.Scale = TValue.Zero;

        for (int spot = 0; spot < 16; spot++)
        {
            total.Shift += TValue.Of(shared[(spot * 16) + lane]);
            total.Scale += TValue.Of(shared[256 + (spot * 16) + lane]);
        }

        return total;
    }
}
