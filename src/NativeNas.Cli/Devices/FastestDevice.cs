using System.Globalization;
using NativeNas.Cli.Options;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Devices;

/// <summary>What <c>--device auto</c> takes: of the processor and the GPUs that pass a self-test, the one with the fastest step.</summary>
internal static class FastestDevice
{
    /// <param name="say">Told of every candidate what speaks for or against it.</param>
    /// <returns>The name.</returns>
    /// <exception cref="CommandException">No device has the precision that the settings want.</exception>
    public static string Find(RunSettings settings, Action<string> say)
    {
        string? fastest = null;
        double least = double.PositiveInfinity;

        foreach (string name in Candidates(settings, say))
        {
            if (Milliseconds(settings with { Device = name }, say) is { } time && time < least)
            {
                (fastest, least) = (name, time);
            }
        }

        say($"auto: {fastest ?? "no device"}");
        return fastest ?? throw new CommandException(
            $"--device auto: precision {settings.Precision.ToString().ToLowerInvariant()} is for CUDA devices from SM_80 on, and none here can be used (see: nativenas devices)", ExitCode.Failure);
    }

    /// <summary>The debugger is left out: it is correct, and never fast.</summary>
    private static IEnumerable<string> Candidates(RunSettings settings, Action<string> say)
    {
        if (settings.Precision == MatrixPrecision.Fp32)
        {
            yield return DeviceName.Cpu;
        }

        if (GpuDevices.Absent is { } absent)
        {
            say($"auto: {absent}");
        }

        foreach (GpuDescription gpu in GpuDevices.List().Where(gpu => gpu.Kind != GpuKind.Debugger))
        {
            if (gpu.Reason is { } reason)
            {
                say($"auto: {gpu.Name} cannot be used: {reason}");
            }
            else if (settings.Precision == MatrixPrecision.Fp32 || gpu.Kind == GpuKind.Cuda)
            {
                yield return gpu.Name;
            }
        }
    }

    /// <summary>Of a step; null where the device does not compute what it should.</summary>
    private static double? Milliseconds(RunSettings settings, Action<string> say)
    {
        try
        {
            using Device device = DeviceChoice.Create(settings);

            if (SelfTest.Complaint(device, settings.Precision) is { } complaint)
            {
                say($"auto: {settings.Device} fails its self-test: {complaint}");
                return null;
            }

            double time = SelfTest.Milliseconds(device);
            say(string.Create(CultureInfo.InvariantCulture, $"auto: {settings.Device} takes {time:0.00} ms for a step"));
            return time;
        }
        catch (Exception failure) when (failure is DeviceException or DeviceMemoryException)
        {
            say($"auto: {settings.Device} fails its self-test: {failure.Message}");
            return null;
        }
        catch (CommandException refusal)
        {
            say($"auto: {refusal.Message}");
            return null;
        }
    }
}
