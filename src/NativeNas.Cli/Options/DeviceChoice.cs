using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>Devices by their names in the settings: the only place that picks one.</summary>
internal static class DeviceChoice
{
    public const string NoGpu = "this build has no GPU devices; rebuild with -p:Gpu=true";

    private static readonly string[] GpuNames = ["gpu", "cuda", "opencl"];

    public static Device Create(RunSettings settings) => settings.Device switch
    {
        DeviceName.CpuScalar => new CpuScalarDevice(settings.Threads),
        _ => new CpuDevice(settings.Threads),
    };

    /// <exception cref="CommandException">The word names a device that other builds have.</exception>
    public static void RefuseGpu(string name)
    {
        if (GpuNames.Any(gpu => name.StartsWith(gpu, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CommandException(NoGpu, ExitCode.Failure);
        }
    }
}
