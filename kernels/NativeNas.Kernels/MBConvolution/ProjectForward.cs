using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y = w·(gate·f(norm(x))) at every pixel, the gate where there is one, and the statistics of y.</summary>
/// <param name="g">A 1×1 convolution of stride 1.</param>
/// <param name="w">As <see cref="PackFilters"/> writes it.</param>
public readonly partial struct ProjectForward<TFunction>(
    ConvolutionGeometry g, TFunction f, Region x, ChannelNorm norm, Excitation? excitation, Region w, Region y, ChannelStatistics statistics) : IOperation
    where TFunction : struct, IUnary
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        PixelPieces pieces = new(g.Images, g.Channels, g.Height * g.Width);
        using Buffer activated = on.Allocate(x.Length);
        Region a = activated.All with { Length = x.Length };
        norm.Activate(on, f, pieces, x, a, a);

        if (excitation is { } e)
        {
            e.Forward(on, pieces, a);
            on.Run(new ChannelScaleForward(g.Images, g.Blocks, pieces.Area, shared: false, a, e.Gate, a));
        }

        on.Run(new ConvolutionForward(g, a, w, null, y));
        statistics.Read(on, new(g.Images, g.OutChannels, pieces.Area), y);
    }
}
