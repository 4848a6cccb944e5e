using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;

namespace NativeNas.Workloads.Subjects;

/// <summary>A workload with its data on a device, ready to run any number of times.</summary>
public interface ISubject : IDisposable
{
    Device Device { get; }

    /// <summary>Cost of one forward pass, from a dry run.</summary>
    Cost Cost { get; }

    /// <summary>One run: what is timed.</summary>
    void Run(Mode mode);

    /// <summary>Runs once and reads every tensor that the run is for, in logical order.</summary>
    IReadOnlyList<NamedValues> Results(Mode mode);
}
