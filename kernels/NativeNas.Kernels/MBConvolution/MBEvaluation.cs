using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>y of <see cref="MBParts"/>.</summary>
public readonly partial struct MBEvaluation<TFunction>(MBParts parts, TFunction f, Region x, Region y) : IOperation
    where TFunction : struct, IUnary
{
    private PixelPieces Convolved => new(parts.Plane.Images, parts.Plane.Channels, parts.Plane.OutHeight * parts.Plane.OutWidth);

    private int ConvolvedLength => parts.Plane.Images * parts.Plane.Blocks * 16 * parts.Plane.OutHeight * parts.Plane.OutWidth;

    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer activated = on.Allocate(ConvolvedLength), hidden = on.Allocate(parts.Plane.Images * parts.Plane.Blocks * 16 * parts.Plane.Height * parts.Plane.Width);
        Region a = activated.All with { Length = ConvolvedLength }, h = x;

        if (parts.Expand is { } expand)
        {
            on.Run(new ConvolutionForward(expand.Geometry, x, expand.W, null, h = hidden.All));
            expand.Norm.Activate(on, f, new(parts.Plane.Images, parts.Plane.Channels, parts.Plane.Height * parts.Plane.Width), h, h, h);
        }

        on.Run(new MixForward(parts.Plane, parts.Plan, parts.Table, h, parts.Filters, a));
        parts.Norm.Activate(on, f, Convolved, a, a, a);

        if (parts.Excitation is { } excitation)
        {
            excitation.Forward(on, Convolved, a);
            on.Run(new ChannelScaleForward(parts.Plane.Images, parts.Plane.Blocks, Convolved.Area, shared: false, a, excitation.Gate, a));
        }

        NormedProduct project = parts.Project;
        PixelPieces outputs = new(parts.Plane.Images, project.Geometry.OutChannels, Convolved.Area);
        on.Run(new ConvolutionForward(project.Geometry, a, project.W, null, y));
        on.Run(new Normalize(outputs, y, project.Norm.Mean, project.Norm.Inverse, project.Norm.Gamma, project.Norm.Beta, y));

        if (parts.Residual)
        {
            on.Run(new Combine(1f, y, 1f, x, y));
        }
    }
}
