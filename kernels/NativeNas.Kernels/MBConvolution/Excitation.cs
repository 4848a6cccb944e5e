using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>
/// The gate of a squeeze-excite, an image at a time: gate = σ(expand·swish(squeezed) + b), squeezed = reduce·mean + b,
/// mean over the pixels of a (arXiv:1709.01507).
/// </summary>
/// <param name="Reduce">Packed weights; so expand.</param>
/// <param name="Mean">[N, C], written by forward; so squeezed [N, S] and gate [N, C].</param>
public readonly record struct Excitation(
    int Channels, int Narrow, Region Reduce, Region ReduceBias, Region Expand, Region ExpandBias, Region Mean, Region Squeezed, Region Gate)
{
    public ConvolutionGeometry Reducing(int images) => ConvolutionGeometry.Of(images, Channels, Narrow, 1, 1, 1, new(1, 1));

    public ConvolutionGeometry Expanding(int images) => ConvolutionGeometry.Of(images, Narrow, Channels, 1, 1, 1, new(1, 1));

    /// <summary>Whether an image's vectors fit a group of threads.</summary>
    internal bool IsStaged => NarrowMemory.Fits(Channels, Narrow);

    internal void Forward<TView, TValue>(Device<TView, TValue> on, PixelPieces pieces, Region a)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using Buffer narrow = on.Allocate(Squeezed.Length), wide = on.Allocate(Gate.Length);
        on.Run(new GlobalAverage(pieces.Images * pieces.Blocks, pieces.Area, a, Mean));
        on.Run(new ConvolutionForward(Reducing(pieces.Images), Mean, Reduce, ReduceBias, Squeezed));
        on.Run(new UnaryForward<Swish>(default, pieces.Images, Narrow, 1, Squeezed, narrow.All));
        on.Run(new ConvolutionForward(Expanding(pieces.Images), narrow.All, Expand, ExpandBias, wide.All));
        on.Run(new UnaryForward<Sigmoid>(default, pieces.Images, Channels, 1, wide.All, Gate));
    }

    /// <summary>The same in few launches, which read x once and store nothing else: a = f(norm(x)) as it is read.</summary>
    internal void ForwardStaged<TView, TValue, TFunction>(Device<TView, TValue> on, TFunction f, ChannelNorm norm, PixelPieces pieces, Region x)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
        where TFunction : struct, IUnary
    {
        on.Run(new NormedActivationSum<TFunction>(pieces, f, norm, 1f / pieces.Area, x, null, Mean));
        on.LaunchGroups<NarrowKernel<TView, TValue, ExcitationSteps<TView, TValue>>, int>(
            new(1, 1, pieces.Images),
            new(Channels, Narrow, new(Channels, on.View(Mean), on.View(ReduceBias), on.View(Squeezed), on.View(ExpandBias), on.View(Gate)), on.View(Reduce), on.View(Expand)));
    }
}
