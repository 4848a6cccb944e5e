using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y = w·x at every pixel, and the statistics of y.</summary>
/// <param name="g">A 1×1 convolution of stride 1.</param>
/// <param name="w">As <see cref="PackFilters"/> writes it.</param>
public readonly partial struct ExpandForward(ConvolutionGeometry g, Region x, Region w, Region y, ChannelStatistics statistics) : IOperation
{
    private PixelRuns Runs => new(g.Images, g.Height * g.Width);

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        on.Run(new ConvolutionForward(g, x, w, null, y));
        statistics.Read(on, new(g.Images, g.OutChannels, g.Height * g.Width), y);
    }
}
