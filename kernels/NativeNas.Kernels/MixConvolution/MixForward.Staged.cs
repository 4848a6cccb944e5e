using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>A launch a kernel size, so that its taps unroll.</summary>
public readonly partial struct MixForward : IStagedForm
{
    public bool IsStaged => DepthwiseTiles.Cover(g, plan);

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        DepthwiseTiles.Forward(on, g, plan, default(PlainReading<TValue>), x, w, y, null);
}
