using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MixedOp.Staged;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

public readonly partial struct MixedForward : IStagedForm
{
    public bool IsStaged => PartLaunch.Covers(plan);

    public void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using StagedForward<TView, TValue> forward = new(on, plan, memory, epsilon);
        forward.Run(y);
    }
}
