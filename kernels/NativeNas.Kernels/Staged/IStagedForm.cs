using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Staged;

/// <summary>
/// A form of an operation for devices of many threads (GPUs; <c>cpu-staged</c> in tests), beside its portable kernels
/// and tested against them. The order of its sums depends on the shape alone.
/// </summary>
public interface IStagedForm
{
    /// <summary>Whether this form covers the operation's shape; the portable kernels run where it does not.</summary>
    bool IsStaged { get; }

    void RunStaged<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>;
}
