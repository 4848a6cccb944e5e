using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>The means and the gated activation are each one reading of x; between them the gate.</summary>
public readonly partial struct ProjectForward<TFunction> : IStagedForm
{
    public bool IsStaged => excitation is not { IsStaged: false };

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer activated = on.Allocate(x.Length);
        Region a = activated.All with { Length = x.Length };
        PixelPieces pieces = new(g.Images, g.Channels, g.Height * g.Width);
        excitation?.ForwardStaged(on, f, norm, pieces, x);
        on.Run(new NormedActivation<TFunction>(pieces, f, norm, x, excitation?.Gate, a));
        on.Run(new ConvolutionForward(g, a, w, null, y));
        statistics.Read(on, new(g.Images, g.OutChannels, pieces.Area), y);
    }
}
