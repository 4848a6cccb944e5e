using NativeNas.Workloads.Timing;

namespace NativeNas.Cli.Kernels;

/// <summary>What kernels show on one device.</summary>
/// <param name="Threads">Of a processor.</param>
internal sealed record DeviceFigures(string Device, int? Threads, IReadOnlyList<KernelFigures> Rows)
{
    /// <summary>The device and its threads.</summary>
    public string Title => Threads is { } count ? $"{Device}, {count} {(count == 1 ? "thread" : "threads")}" : Device;
}
