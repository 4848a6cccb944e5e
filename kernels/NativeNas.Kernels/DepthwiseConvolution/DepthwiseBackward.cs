using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.DepthwiseConvolution;

/// <summary>dx and dw, whichever are wanted; a form that reads dy once for both may stand behind it.</summary>
/// <param name="x">Read for dw.</param>
/// <param name="w">Packed weights, read for dx.</param>
/// <param name="dw">Packed [blocks, taps, 16].</param>
public readonly partial struct DepthwiseBackward(PlaneGeometry g, Region? x, Region? w, Region dy, Region? dx, bool accumulate, Region? dw) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (dx is { } input)
        {
            new DepthwiseBackwardInput(g, dy, w!.Value, input, accumulate).Run(on);
        }

        if (dw is { } weights)
        {
            new DepthwiseBackwardWeight(g, x!.Value, dy, weights).Run(on);
        }
    }
}
