using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixConvolution;

/// <summary>dx in tiles; dw as the portable form has it.</summary>
public readonly partial struct MixBackward : IStagedForm
{
    public bool IsStaged => dx is not null && DepthwiseTiles.CoverBackward(g, plan);

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        DepthwiseTiles.Backward(on, g, plan, default(PlainReading<TValue>), dy, w!.Value, dy, dx!.Value, accumulate, null, null);

        if (dw is not null)
        {
            on.Run(new MixBackward(g, plan, table, x, null, dy, null, false, dw));
        }
    }
}
