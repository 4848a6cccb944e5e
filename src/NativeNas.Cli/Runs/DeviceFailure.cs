using NativeNas.Kernels.Devices;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Runs;

/// <summary>What to do about a device that failed: the processor goes on from the last checkpoint.</summary>
internal static class DeviceFailure
{
    /// <summary>A failure of the device, or on another device than the processor, of its memory; not a limit for which a larger figure does.</summary>
    public static bool Is(Exception failure, Device device) =>
        failure is DeviceException || (failure is DeviceMemoryException { Needed: null } && device.Name is not (DeviceName.Cpu or DeviceName.CpuScalar));

    /// <summary>One line.</summary>
    public static string Describe(Exception failure, RunFolder folder)
    {
        Checkpoint? last = folder.Checkpoints.Load();
        string saved = last is null ? "There is no checkpoint yet; begin" : $"The last good checkpoint is that of {last.State["phase"]} step {last.State["step"]}; go on";
        return $"{failure.Message.TrimEnd('.')}. {saved} on the processor with: {OnProcessor("resume", folder.Path)}";
    }

    /// <summary>Opens the device of a run that was begun before, perhaps elsewhere.</summary>
    /// <param name="command">What is done with the run, such as resume.</param>
    /// <param name="device">Its name.</param>
    /// <exception cref="CommandException">It is not here, or cannot be used.</exception>
    public static Device Explained(string command, string path, string device, Func<Device> open)
    {
        try
        {
            return open();
        }
        catch (Exception failure) when (failure is DeviceException or CommandException)
        {
            throw new CommandException($"{path}: {failure.Message.TrimEnd('.')}. The device is {device}; on the processor: {OnProcessor(command, path)}", ExitCode.Failure);
        }
    }

    private static string OnProcessor(string command, string path) => $"nativenas {command} {CommandLine.Quoted(path)} --device {DeviceName.Cpu}";
}
