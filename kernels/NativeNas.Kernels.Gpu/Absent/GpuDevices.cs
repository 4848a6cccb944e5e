using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Gpu;

/// <summary>A build without GPUs.</summary>
public static class GpuDevices
{
    /// <summary>Why there are none; null in a build that looks for them.</summary>
    public static string? Absent => "this build has no GPU devices; rebuild with -p:Gpu=true";

    public static IReadOnlyList<GpuDescription> List() => [];

    /// <exception cref="ArgumentException">Always.</exception>
    public static Device Open(string name, MatrixPrecision precision = MatrixPrecision.Fp32) => throw new ArgumentException($"{name}: {Absent}");
}
