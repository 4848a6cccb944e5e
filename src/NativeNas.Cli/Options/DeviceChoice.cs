using NativeNas.Cli.Devices;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>Devices by their names in the settings: the only place that picks one.</summary>
internal static class DeviceChoice
{
    private static readonly string[] GpuNames = ["gpu", "cuda", "opencl", "ilgpu"];

    /// <param name="say">Told what auto came to, and why.</param>
    /// <exception cref="CommandException">There is no such device here, or it has not the precision.</exception>
    /// <exception cref="DeviceException">There is, and it cannot be used.</exception>
    public static Device Create(RunSettings settings, Action<string>? say = null) => settings.Device switch
    {
        DeviceName.Auto => Create(settings with { Device = FastestDevice.Find(settings, say ?? (_ => { })) }),
        DeviceName.Cpu => InSingles(settings, new CpuDevice(settings.Threads)),
        DeviceName.CpuScalar => InSingles(settings, new CpuScalarDevice(settings.Threads)),
        _ => Gpu(settings),
    };

    /// <exception cref="CommandException">The word names a device that other builds have.</exception>
    public static void RefuseGpu(string name)
    {
        if (GpuDevices.Absent is { } absent && GpuNames.Any(gpu => name.StartsWith(gpu, StringComparison.OrdinalIgnoreCase)))
        {
            throw new CommandException(absent, ExitCode.Failure);
        }
    }

    private static Device Gpu(RunSettings settings)
    {
        RefuseGpu(settings.Device);

        try
        {
            return GpuDevices.Open(settings.Device, settings.Precision);
        }
        catch (ArgumentException unknown)
        {
            throw new CommandException(unknown.Message);
        }
    }

    private static Device InSingles(RunSettings settings, Device device)
    {
        if (settings.Precision == MatrixPrecision.Fp32)
        {
            return device;
        }

        device.Dispose();
        throw new CommandException($"{settings.Device} computes in fp32; precision {settings.Precision.ToString().ToLowerInvariant()} is for CUDA devices");
    }
}
