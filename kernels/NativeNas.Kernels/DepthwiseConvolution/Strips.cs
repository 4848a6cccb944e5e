using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>Depthwise convolutions of stride 1 and their way back to the input, four outputs of a column a thread.</summary>
internal static class Strips
{
    /// <summary>Whether strips compute it: where there are many threads, with stride 1.</summary>
    public static bool Cover<TView, TValue>(Device<TView, TValue> on, Window window)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> => on.ManyThreads && window is { StrideHeight: 1, StrideWidth: 1 };

    public static void Forward<TView, TValue, TSize>(Device<TView, TValue> on, PlaneGeometry g, TSize rows, TSize columns, TView x, TView w, Sink<TView, TValue> y)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize =>
        on.Launch(Extent(g), new DepthwiseStripKernel<TView, TValue, TSize>(g, rows, columns, 0, 16, x, w, y));

    /// <summary>dx is the convolution of dy with the filter turned about.</summary>
    public static void BackwardInput<TView, TValue, TSize>(
        Device<TView, TValue> on, PlaneGeometry g, TSize rows, TSize columns, TView dy, TView w, Sink<TView, TValue> dx)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TSize : struct, ISize
    {
        PlaneGeometry turned = g with
        {
            Height = g.OutHeight,
            Width = g.OutWidth,
            OutHeight = g.Height,
            OutWidth = g.Width,
            Window = g.Window with { Top = g.Window.SpanHeight - 1 - g.Window.Top, Left = g.Window.SpanWidth - 1 - g.Window.Left },
        };

        on.Launch(Extent(turned), new DepthwiseStripKernel<TView, TValue, TSize>(turned, rows, columns, (g.Window.Taps - 1) * 16, -16, dy, w, dx));
    }

    /// <summary>One strip a row: as many as the dilation lie between each other.</summary>
    private static Extent Extent(PlaneGeometry g)
    {
        int cycle = 4 * g.Window.DilationHeight;
        return new(g.OutWidth, (g.OutHeight + cycle - 1) / cycle * g.Window.DilationHeight, g.Images * g.Blocks);
    }
}
