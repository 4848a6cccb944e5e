using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// Of outputNorm(y), y = w·(gate·f(norm(x))): dnormal = dL/dnorm(x) with its sums, dw, and the gradients inside the
/// excitation.
/// </summary>
/// <param name="w">Packed; transposed beside it.</param>
/// <param name="dy">The gradient of outputNorm's result, outputSums those over it.</param>
/// <param name="dw">[outputs, inputs] in logical order.</param>
public readonly partial struct ProjectBackward<TFunction>(
    ConvolutionGeometry g,
    TFunction f,
    Region x,
    ChannelNorm norm,
    ExcitationBackward? excitation,
    Region w,
    Region transposed,
    Region y,
    ChannelNorm outputNorm,
    NormSums outputSums,
    Region dy,
    Region dnormal,
    NormSums sums,
    GradientMemory? dw) : IOperation
    where TFunction : struct, IUnary
{
    private PixelPieces Inputs => new(g.Images, g.Channels, g.Height * g.Width);

    private PixelPieces Outputs => new(g.Images, g.OutChannels, g.Height * g.Width);

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer gradients = on.Allocate(y.Length), normals = on.Allocate(x.Length), activated = on.Allocate(x.Length), gated = on.Allocate(x.Length);
        (Region dproduct, Region normal) = (gradients.All with { Length = y.Length }, normals.All with { Length = x.Length });
        (Region a, Region scaled) = (activated.All with { Length = x.Length }, gated.All with { Length = x.Length });
        outputNorm.Backward(on, outputSums, Outputs, y, dy, dproduct);
        norm.Activate(on, f, Inputs, x, normal, a);
        on.Run(new ConvolutionBackwardInput(g, dproduct, transposed, dnormal, false));

        if (excitation is { } e)
        {
            using Buffer dgate = on.Allocate(g.Images * g.Blocks * 16), dmean = on.Allocate(g.Images * g.Blocks * 16);
            on.Run(new ChannelScaleForward(g.Images, g.Blocks, Inputs.Area, shared: false, a, e.Forward.Gate, scaled));
            on.Run(new ChannelScaleBackwardScale(g.Images, g.Blocks, Inputs.Area, shared: false, a, dnormal, dgate.All, false));
            e.Backward(on, g.Images, dgate.All, dmean.All);
            on.Run(new ChannelScaleForward(g.Images, g.Blocks, Inputs.Area, shared: false, dnormal, e.Forward.Gate, dnormal));
            on.Run(new GlobalAverageBackward(g.Images * g.Blocks, Inputs.Area, dmean.All, dnormal, accumulate: true));
        }

        if (dw is { } weight)
        {
            on.Run(new ConvolutionBackwardWeight(g, excitation is null ? a : scaled, dproduct, weight.Data, weight.Accumulate));
        }

        on.Run(new UnaryBackward<TFunction>(f, TFunction.ReadsInput ? normal : a, dnormal, dnormal, false));
        norm.Sum(on, sums, Inputs, x, dnormal);
    }
}
