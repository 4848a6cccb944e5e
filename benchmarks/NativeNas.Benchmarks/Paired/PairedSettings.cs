using NativeNas.Kernels.Devices;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>How the two sides are timed.</summary>
/// <param name="Threads">Threads of each side.</param>
/// <param name="Pairs">Our run and the peer's, this many times in turn.</param>
internal sealed record PairedSettings(int Threads, int Pairs)
{
    public string Device { get; init; } = Hardware.Processor;

    public MatrixPrecision Precision { get; init; }

    public Fusions Fusions { get; init; }

    /// <summary>Words that replace those of every workload.</summary>
    public string? Shape { get; init; }

    /// <summary>The least time that our side runs before it is timed; the peer warms itself. A GPU has no memory to warm.</summary>
    public TimeSpan WarmUp { get => field > TimeSpan.MinValue ? field : TimeSpan.FromSeconds(Hardware.IsGpu ? 0.5 : 2); init; } = TimeSpan.MinValue;

    /// <summary>Waited after each answer, for a side's threads spin a little after their work.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Bytes that the copy reads and writes by which a GPU's bandwidth is measured, at most.</summary>
    public long Footprint { get; init; } = 512 << 20;

    public Hardware Hardware => new(Device, Threads) { Precision = Precision };
}
