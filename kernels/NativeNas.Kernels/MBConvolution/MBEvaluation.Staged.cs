using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>What the products read and give lies in memory once; norms and activations are computed as it is read.</summary>
public readonly partial struct MBEvaluation<TFunction> : IStagedForm
{
    public bool IsStaged => DepthwiseTiles.Cover(parts.Plane, parts.Plan) && parts.Excitation is not { IsStaged: false };

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer convolved = on.Allocate(ConvolvedLength);
        Region d = convolved.All with { Length = ConvolvedLength };
        Convolve(on, d);
        parts.Excitation?.ForwardStaged(on, f, parts.Norm, Convolved, d);
        on.Run(new NormedActivation<TFunction>(Convolved, f, parts.Norm, d, parts.Excitation?.Gate, d));
        NormedProduct project = parts.Project;
        PixelPieces outputs = new(parts.Plane.Images, project.Geometry.OutChannels, Convolved.Area);
        on.Run(new ConvolutionForward(project.Geometry, d, project.W, null, y));

        if (parts.Residual)
        {
            on.Run(new Shortcut(outputs, y, project.Norm, x, y));
        }
        else
        {
            on.Run(new Normalize(outputs, y, project.Norm.Mean, project.Norm.Inverse, project.Norm.Gamma, project.Norm.Beta, y));
        }
    }

    private void Convolve<TView, TValue>(Device<TView, TValue> on, Region d)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (parts.Expand is not { } expand)
        {
            DepthwiseTiles.Forward(on, parts.Plane, parts.Plan, default(PlainReading<TValue>), x, parts.Filters, d, null);
            return;
        }

        using Buffer hidden = on.Allocate(parts.Plane.Images * parts.Plane.Blocks * 16 * parts.Plane.Height * parts.Plane.Width);
        on.Run(new ConvolutionForward(expand.Geometry, x, expand.W, null, hidden.All));
        DepthwiseTiles.Forward(on, parts.Plane, parts.Plan, expand.Norm.Reading(on, f), hidden.All, parts.Filters, d, null);
    }
}
