using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Cli.Options;

/// <summary>Devices by the names of --device: the only place that picks one.</summary>
internal static class DeviceChoice
{
    public const string Cpu = "cpu", CpuScalar = "cpu-scalar";

    public const string NoGpu = "this build has no GPU devices; rebuild with -p:Gpu=true";

    private static readonly string[] GpuNames = ["gpu", "cuda", "opencl"];

    /// <param name="threads">0 takes one a core.</param>
    /// <exception cref="CommandException">This build has no such device.</exception>
    public static Device Create(string name, int threads) => name switch
    {
        Cpu => new CpuDevice(threads),
        CpuScalar => new CpuScalarDevice(threads),
        _ when GpuNames.Any(gpu => name.StartsWith(gpu, StringComparison.OrdinalIgnoreCase)) => throw new CommandException(NoGpu, ExitCode.Failure),
        _ => throw new CommandException($"--device {name}: there is no such device; expected {Cpu} or {CpuScalar}."),
    };
}
