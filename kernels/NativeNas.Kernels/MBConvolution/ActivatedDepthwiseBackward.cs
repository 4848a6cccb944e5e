using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// Of y = depthwise(f(norm(x)), w) and what y's own normalization gives back: dnormal = dL/dnorm(x) with its sums, and
/// packed dw, whichever are wanted. Without a norm, dnormal = dL/dx; with one, it is always written.
/// </summary>
/// <param name="y">What forward wrote; dy is the gradient of <paramref name="outputNorm"/>'s result, sums those over it.</param>
public readonly partial struct ActivatedDepthwiseBackward<TFunction>(
    PlaneGeometry g,
    MixPlan plan,
    TFunction f,
    Region table,
    Region x,
    ChannelNorm? norm,
    Region w,
    Region y,
    ChannelNorm? outputNorm,
    NormSums? outputSums,
    Region dy,
    GradientMemory? dnormal,
    NormSums? sums,
    Region? dw) : IOperation
    where TFunction : struct, IUnary
{
    private PixelPieces Inputs => new(g.Images, g.Channels, g.Height * g.Width);

    private PixelPieces Outputs => new(g.Images, g.Channels, g.OutHeight * g.OutWidth);

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer? convolved = outputNorm is null ? null : on.Allocate(dy.Length);
        outputNorm?.Backward(on, outputSums!.Value, Outputs, y, dy, convolved!.All);
        Region gradient = convolved?.All ?? dy;

        if (norm is not { } before)
        {
            on.Run(new MixBackward(g, plan, table, x, w, gradient, dnormal?.Data, dnormal is { Accumulate: true }, dw));
            return;
        }

        Region dnormed = dnormal!.Value.Data;
        using Buffer normal = on.Allocate(x.Length), activated = on.Allocate(x.Length);
        before.Activate(on, f, Inputs, x, normal.All, activated.All);
        on.Run(new MixBackward(g, plan, table, activated.All, w, gradient, dnormed, false, dw));
        on.Run(new UnaryBackward<TFunction>(f, TFunction.ReadsInput ? normal.All : activated.All, dnormed, dnormed, false));
        before.Sum(on, sums!.Value, Inputs, x, dnormed);
    }
}
