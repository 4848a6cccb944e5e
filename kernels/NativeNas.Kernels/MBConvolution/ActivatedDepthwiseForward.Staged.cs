using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MBConvolution;

/// <summary>f(norm(x)) is computed once a tile, in shared memory, and the moments of y are those of the tiles.</summary>
public readonly partial struct ActivatedDepthwiseForward<TFunction> : IStagedForm
{
    public bool IsStaged => DepthwiseTiles.Cover(g, plan);

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        if (norm is { } before)
        {
            DepthwiseTiles.Forward(on, g, plan, before.Reading(on, f), x, w, y, statistics);
        }
        else
        {
            DepthwiseTiles.Forward(on, g, plan, default(PlainReading<TValue>), x, w, y, statistics);
        }
    }
}
