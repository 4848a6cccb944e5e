using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Reduction;

/// <summary>
/// y = [scale·Σ term(x), 0, …] over every float of x, padding included, which must add nothing: pieces of 4096
/// floats, sixteen partial sums a piece.
/// </summary>
public readonly struct SumAll<TTerm>(float scale, Region x, Region y) : IOperation
    where TTerm : struct, ITerm
{
    private const int BlocksAPiece = 256;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        int blocks = x.Length / 16;
        using Buffer lanes = on.Allocate(16);
        TView partial = on.View(lanes.All);
        SumAllKernel<TView, TValue, TTerm> kernel = new(blocks, BlocksAPiece, on.View(x), partial);

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(1, 1, blocks);
            on.ReduceShared<SharedSumKernel<TView, TValue, TTerm, SumAllKernel<TView, TValue, TTerm>>, TValue>(1, tiles.Count, new(tiles, on.View(x), kernel));
        }
        else
        {
            on.Reduce<SumAllKernel<TView, TValue, TTerm>, TValue>(1, (blocks + BlocksAPiece - 1) / BlocksAPiece, kernel);
        }

        on.Launch(new(1, 1, 1), new FoldLanesKernel<TView, TValue>(scale, partial, on.View(y)));
    }
}

public readonly struct SumAllKernel<TView, TValue, TTerm>(int blocks, int blocksAPiece, TView x, TView lanes) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TTerm : struct, ITerm
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TValue Gather(int lane, int group, int piece)
    {
        int first = piece * blocksAPiece, last = first + blocksAPiece < blocks ? first + blocksAPiece : blocks;
        TValue sum = TValue.Zero;

        for (int i = first; i < last; i++)
        {
            sum += default(TTerm).Of(x[(i * 16) + lane]);
        }

        return sum;
    }

    public TValue Combine(TValue a, TValue b) => a + b;

    public void Store(int lane, int group, TValue total) => lanes[lane] = total;
}

/// <summary>y = [scale·Σ lanes, 0, …].</summary>
public readonly struct FoldLanesKernel<TView, TValue>(float scale, TView lanes, TView y) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Invoke(int lane, int column, int row, int plane) =>
        y[lane] = TValue.Keep(TValue.Of(LaneFold.Sum<TView, TValue>(lanes, 0) * scale), lane, 1);
}
