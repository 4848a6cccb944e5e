using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Reduction;

/// <summary>result[0] = Σ a·b over whole vectors: pieces of fixed length in order, then the sixteen lanes in a fixed tree.</summary>
public readonly struct Dot(Region a, Region b, Region result) : IOperation
{
    internal const int BlocksAPiece = 4096;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer lanes = on.Allocate(16);
        int blocks = a.Length / 16;
        DotKernel<TView, TValue> kernel = new(blocks, on.View(a), on.View(b), on.View(lanes.All));

        if (on.ManyThreads)
        {
            PixelTiles tiles = new(1, 1, blocks);
            on.ReduceShared<SharedDotKernel<TView, TValue, DotKernel<TView, TValue>>, TValue>(1, tiles.Count, new(tiles, on.View(a), on.View(b), kernel));
        }
        else
        {
            on.Reduce<DotKernel<TView, TValue>, TValue>(1, (blocks + BlocksAPiece - 1) / BlocksAPiece, kernel);
        }

        on.Launch(new(1, 1, 1), new LaneSumKernel<TView, TValue>(on.View(lanes.All), on.View(result)));
    }
}

public readonly struct DotKernel<TView, TValue>(int blocks, TView a, TView b, TView lanes) : IReduction<TValue>
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public TValue Gather(int lane, int group, int piece)
    {
        int first = piece * Dot.BlocksAPiece, last = first + Dot.BlocksAPiece;
        last = last < blocks ? last : blocks;
        TValue even = TValue.Zero, odd = TValue.Zero;
        int i = (first * 16) + lane;

        for (; i + 16 < last * 16; i += 32)
        {
            even = TValue.MultiplyAdd(a[i], b[i], even);
            odd = TValue.MultiplyAdd(a[i + 16], b[i + 16], odd);
        }

        if (i < last * 16)
        {
            even = TValue.MultiplyAdd(a[i], b[i], even);
        }

        return even + odd;
    }

    public TValue Combine(TValue p, TValue q) => p + q;

    public void Store(int lane, int group, TValue total) => lanes[lane] = total;
}

/// <summary>result[0] = the sum of one block's lanes.</summary>
public readonly struct LaneSumKernel<TView, TValue>(TView lanes, TView result) : IKernel
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    public void Invoke(int lane, int column, int row, int plane)
    {
        if (lane == 0)
        {
            result.Cell(0) = LaneSum.Of<TView, TValue>(lanes, 0);
        }
    }
}
