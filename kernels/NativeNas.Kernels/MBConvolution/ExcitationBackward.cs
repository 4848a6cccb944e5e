using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>The way back through an <see cref="Excitation"/>: gradients of what its two products gave, and of the mean.</summary>
/// <param name="Reduce">Packed weights, transposed; so expand.</param>
/// <param name="DSqueezed">[N, S], written; dExpanded [N, C] is the gradient before σ.</param>
public readonly record struct ExcitationBackward(Excitation Forward, Region Reduce, Region Expand, Region DSqueezed, Region DExpanded)
{
    internal void Backward<TView, TValue>(Device<TView, TValue> on, int images, Region dgate, Region dmean)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        on.Run(new UnaryBackward<Sigmoid>(default, Forward.Gate, dgate, DExpanded, false));
        on.Run(new ConvolutionBackwardInput(Forward.Expanding(images), DExpanded, Expand, DSqueezed, false));
        on.Run(new UnaryBackward<Swish>(default, Forward.Squeezed, DSqueezed, DSqueezed, false));
        on.Run(new ConvolutionBackwardInput(Forward.Reducing(images), DSqueezed, Reduce, dmean, false));
    }

    /// <summary>The same in one launch.</summary>
    internal void BackwardStaged<TView, TValue>(Device<TView, TValue> on, int images, Region dgate, Region dmean)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        on.LaunchGroups<NarrowKernel<TView, TValue, ExcitationBackwardSteps<TView, TValue>>, int>(
            new(1, 1, images),
            new(
                Forward.Channels,
                Forward.Narrow,
                new(on.View(Forward.Gate), on.View(dgate), on.View(DExpanded), on.View(Forward.Squeezed), on.View(DSqueezed), on.View(dmean)),
                on.View(Expand),
                on.View(Reduce)));
}
