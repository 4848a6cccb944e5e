using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Layouts;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The weights of up to eight separable units, from logical order into what their kernels read.</summary>
/// <param name="transposed">Whether pointwise weights are packed for input gradients, not for outputs.</param>
/// <param name="depthwise">[C, 1, K, K] of each; pointwise [C, C].</param>
public readonly partial struct PackUnits(int channels, bool transposed, int count, Eight<int> taps, Eight<Region> depthwise, Eight<Region> pointwise, Eight<UnitWeights> packed)
    : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        ConvolutionGeometry product = ConvolutionGeometry.Of(1, channels, channels, 1, 1, 1, Window.Padded(1, 1, 1, 0));

        for (int i = 0; i < count; i++)
        {
            on.Run(new PlanesToBlocked(1, channels, taps[i], depthwise[i], packed[i].First));
            on.Run(new PackFilters(product, transposed, pointwise[i], packed[i].Second));
        }
    }
}
