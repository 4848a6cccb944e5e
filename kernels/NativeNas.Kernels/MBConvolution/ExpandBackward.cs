using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>Of norm(y), y = w·x at every pixel: dx = wᵀ·dL/dy and dw = Σ dL/dy·xᵀ, whichever are wanted.</summary>
/// <param name="w">Packed, transposed.</param>
/// <param name="dnormal">dL/dnorm(y), sums those over it.</param>
/// <param name="shortcut">A gradient that x gets beside; added to dx.</param>
public readonly partial struct ExpandBackward(
    ConvolutionGeometry g, Region x, Region w, Region y, ChannelNorm norm, NormSums sums, Region dnormal, Region? shortcut, GradientMemory? dx, GradientMemory? dw)
    : IOperation
{
    private PixelPieces Outputs => new(g.Images, g.OutChannels, g.OutHeight * g.OutWidth);

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer dy = on.Allocate(y.Length);
        norm.Backward(on, sums, Outputs, y, dnormal, dy.All);
        Region gradient = dy.All with { Length = y.Length };

        if (dx is { } input)
        {
            on.Run(new ConvolutionBackwardInput(g, gradient, w, input.Data, input.Accumulate));

            if (shortcut is { } beside)
            {
                on.Run(new Combine(1f, beside, 1f, input.Data, input.Data));
            }
        }

        if (dw is { } weight)
        {
            on.Run(new ConvolutionBackwardWeight(g, x, gradient, weight.Data, weight.Accumulate));
        }
    }
}
