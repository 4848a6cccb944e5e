using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixedOp.Staged;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

public readonly partial struct MixedBackward : IStagedForm
{
    public bool IsStaged => PartLaunch.Covers(plan);

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using StagedBackward<TView, TValue> backward = new(on, plan, memory, gradients);

        for (int edge = 0; edge < dy.Length; edge++)
        {
            backward.Run(edge, dy[edge]);
        }

        backward.PutPools();
    }
}
