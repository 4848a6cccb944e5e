using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>Depthwise convolutions in tiles: a launch a run of blocks with one window, whose size is a type where it is 3, 5 or 7.</summary>
internal static class DepthwiseTiles
{
    public static bool Cover(PlaneGeometry g, MixPlan plan) => plan.Runs().All(run => TileGeometry.Of(g, run, TileGeometry.Edge(0)) is not null);

    /// <summary>Whether the gradient of the input can be taken in tiles, too: the stride is 1.</summary>
    public static bool CoverBackward(PlaneGeometry g, MixPlan plan) =>
        plan.Runs().All(run => run.Window is { StrideHeight: 1, StrideWidth: 1 } && TileGeometry.Of(Reverse(g, run.Window), run, TileGeometry.Edge(0)) is not null);

    /// <summary>y = depthwise(read(x), w), and the statistics of y where they are wanted.</summary>
    public static void Forward<TView, TValue, TReading>(
        Device<TView, TValue> on, PlaneGeometry g, MixPlan plan, TReading reading, Region x, Region w, Region y, ChannelStatistics? statistics)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TReading : struct, IReading<TValue>
    {
        foreach (MixRun run in plan.Runs())
        {
            Run(new TileForward<TView, TValue, TReading>(on, reading, x, w, y, statistics), g, run);
        }
    }

    /// <summary>d = read′(x)·depthwiseᵀ(dy, w) and the sums over it; without sums, x and what is read of it play no part.</summary>
    public static void Backward<TView, TValue, TReading>(
        Device<TView, TValue> on, PlaneGeometry g, MixPlan plan, TReading reading, Region x, Region w, Region dy, Region d, bool accumulate, ChannelNorm? norm, NormSums? sums)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TReading : struct, IReading<TValue>
    {
        foreach (MixRun run in plan.Runs())
        {
            Run(
                new TileBackward<TView, TValue, TReading>(on, reading, x, w, dy, d, accumulate, norm, sums),
                Reverse(g, run.Window),
                run with { Window = Reverse(run.Window) });
        }
    }

    /// <summary>The same with one window for all blocks.</summary>
    public static void Backward<TView, TValue, TReading>(
        Device<TView, TValue> on, PlaneGeometry g, TReading reading, Region x, Region w, Region dy, Region d, ChannelNorm norm, NormSums sums)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TReading : struct, IReading<TValue> =>
        Run(
            new TileBackward<TView, TValue, TReading>(on, reading, x, w, dy, d, accumulate: false, norm, sums),
            Reverse(g, g.Window),
            new(0, g.Blocks, 0, Reverse(g.Window)));

    /// <summary>The window of the way back, at stride 1.</summary>
    public static Window Reverse(Window w) => w with { Top = w.SpanHeight - 1 - w.Top, Left = w.SpanWidth - 1 - w.Left, Bottom = w.SpanHeight - 1 - w.Bottom, Right = w.SpanWidth - 1 - w.Right };

    /// <summary>From outputs to inputs.</summary>
    private static PlaneGeometry Reverse(PlaneGeometry g, Window window) =>
        g with { Height = g.OutHeight, Width = g.OutWidth, OutHeight = g.Height, OutWidth = g.Width, Window = Reverse(window) };

    /// <summary>Runs a launch with the size of its window as a type, where a tile of that size fits.</summary>
    private static void Run<TLaunch>(TLaunch launch, PlaneGeometry g, MixRun run)
        where TLaunch : struct, ITileLaunch
    {
        int kernel = run.Window.KernelHeight is 3 or 5 or 7 ? run.Window.KernelHeight : 0;
        TileGeometry? typed = kernel == 0 ? null : TileGeometry.Of(g, run, TileGeometry.Edge(kernel));
        TileGeometry t = typed ?? TileGeometry.Of(g, run, TileGeometry.Edge(0))!.Value;

        switch (typed is null ? 0 : kernel)
        {
            case 3:
                launch.Run<S3>(t, default);
                break;
            case 5:
                launch.Run<S5>(t, default);
                break;
            case 7:
                launch.Run<S7>(t, default);
                break;
            default:
                launch.Run<AnySize>(t, new(run.Window.KernelHeight));
                break;
        }
    }
}
