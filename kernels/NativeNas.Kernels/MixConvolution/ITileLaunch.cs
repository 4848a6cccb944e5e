using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A launch over the tiles of one run of blocks, and what follows it.</summary>
internal interface ITileLaunch
{
    void Run<TSize>(TileGeometry t, TSize size)
        where TSize : struct, ISize;
}

/// <summary>y, and the statistics of its run of channels.</summary>
internal readonly struct TileForward<TView, TValue, TReading>(
    Device<TView, TValue> on, TReading reading, Region x, Region w, Region y, ChannelStatistics? statistics) : ITileLaunch
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TReading : struct, IReading<TValue>
{
    public void Run<TSize>(TileGeometry t, TSize size)
        where TSize : struct, ISize
    {
        using Buffer? moments = statistics is null ? null : StagedReduction.States<TValue, Moments<TValue>>(on, t.Run.Blocks, t.Pieces);
        TView parts = on.View(moments?.All ?? y);
        on.LaunchGroups<DepthwiseTileKernel<TView, TValue, TSize, TReading>, TileMoments<TValue>>(
            t.Groups, new(t, size, reading, on.View(x), on.View(w), on.View(y), statistics is null ? 0 : 1, parts));

        if (statistics is { } wanted)
        {
            int first = t.Run.FirstBlock * 16;
            BatchStatisticsKernel<TView, TValue> store =
                new(default, wanted.Epsilon, 1, parts, on.View(wanted.Mean.From(first)), on.View(wanted.Variance.From(first)), on.View(wanted.Inverse.From(first)));
            StagedReduction.Total<TView, TValue, BatchStatisticsKernel<TView, TValue>, Moments<TValue>>(on, t.Run.Blocks, t.Pieces, store, moments!.All);
        }
    }
}

/// <summary>d, and the sums of its run of channels.</summary>
/// <param name="norm">Whose sums they are; null where there are none.</param>
internal readonly struct TileBackward<TView, TValue, TReading>(
    Device<TView, TValue> on, TReading reading, Region x, Region w, Region dy, Region d, bool accumulate, ChannelNorm? norm, NormSums? sums) : ITileLaunch
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
    where TReading : struct, IReading<TValue>
{
    public void Run<TSize>(TileGeometry t, TSize size)
        where TSize : struct, ISize
    {
        using Buffer? partial = sums is null ? null : StagedReduction.States<TValue, AffineSums<TValue>>(on, t.Run.Blocks, t.Pieces);
        TView parts = on.View(partial?.All ?? dy);
        on.LaunchGroups<DepthwiseTileBackwardKernel<TView, TValue, TSize, TReading>, TileSums<TValue>>(
            t.Groups, new(t, size, reading, on.View(x), on.View(w), on.View(dy), on.Sink(d, accumulate), sums is null ? 0 : 1, parts));

        if (sums is { } wanted)
        {
            int first = t.Run.FirstBlock * 16;
            AffineGradientsKernel<TView, TValue> store =
                new(default, parts, parts, parts, on.View(norm!.Value.Inverse.From(first)), on.View(wanted.DGamma.From(first)), on.View(wanted.DBeta.From(first)));
            StagedReduction.Total<TView, TValue, AffineGradientsKernel<TView, TValue>, AffineSums<TValue>>(on, t.Run.Blocks, t.Pieces, store, partial!.All);
        }
    }
}
