using NativeNas.Benchmarks.Subjects;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>Something to time, under the peer's name for it: n batch, c channels, h height = width, k kernel, s stride.</summary>
public abstract record Workload(string Name)
{
    /// <summary>Images of the batch that is timed.</summary>
    public abstract int Images { get; }

    public abstract IReadOnlyList<Mode> Modes { get; }

    /// <summary>Images of the batch that is checked against the portable kernels; fewer where a rounding can flip a ReLU.</summary>
    public int CheckedImages { get => Math.Min(field, Images); init; } = int.MaxValue;

    /// <summary>Largest max |a − b| / max |b| of a checked tensor.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The workload with its data on a device, the same numbers on every device.</summary>
    public abstract ISubject On(Device device, int images);
}
