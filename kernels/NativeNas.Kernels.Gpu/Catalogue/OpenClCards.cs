using ILGPU.Runtime;
using ILGPU.Backends.OpenCL;
using ILGPU.Runtime.OpenCL;
using System.Runtime.InteropServices;

namespace NativeNas.Kernels.Gpu.Catalogue;

/// <summary>The devices of every OpenCL platform, in the loader's order.</summary>
internal static class OpenClCards
{
    private const string Name = "opencl";

    /// <summary>Bytes of local memory and threads that the largest groups have.</summary>
    private const int Shared = 48 << 10, Threads = 256;

    public static IReadOnlyList<Card> Find()
    {
        if (!CLAPI.CurrentAPI.IsSupported)
        {
            return [Card.None(Name, GpuKind.OpenCl, WhyNoLoader())];
        }

        CLDevice[] devices = [.. CLDevice.GetDevices(_ => true).OfType<CLDevice>()];
        return devices.Length == 0
            ? [Card.None(Name, GpuKind.OpenCl, "no OpenCL platform has a device")]
            : [.. devices.Select((device, number) => new Card(Describe(device, number), device))];
    }

    private static GpuDescription Describe(CLDevice device, int number) => new(
        $"{Name}:{number}",
        GpuKind.OpenCl,
        device.Name.Trim(),
        device.MemorySize,
        $"{device.PlatformName} {CLAPI.CurrentAPI.GetDeviceInfo(device.DeviceId, CLDeviceInfoType.CL_DRIVER_VERSION)}",
        [
            $"OpenCL {device.DeviceVersion}", $"{device.NumMultiprocessors} compute units",
            $"{device.MaxSharedMemoryPerGroup / 1024} KiB shared", $"groups of {device.MaxNumThreadsPerGroup}",
            device.Capabilities.GenericAddressSpace ? "generic address space" : "no generic address space",
        ],
        WhyNot(device));

    private static string? WhyNot(CLDevice device) =>
        device.CLStdVersion < CLBackend.MinimumVersion ? $"it speaks OpenCL C {device.CLStdVersion}; expected {CLBackend.MinimumVersion} or newer"
        : !device.Capabilities.GenericAddressSpace ? "it has no generic address space, which the compiled kernels need; a newer driver may have it (PoCL from version 6 on)"
        : WhyTooSmall(device.MaxSharedMemoryPerGroup, device.MaxNumThreadsPerGroup);

    /// <summary>Null where groups of that much local memory and that many threads are enough.</summary>
    internal static string? WhyTooSmall(int shared, int threads) =>
        shared < Shared ? $"its groups share {shared / 1024} KiB of local memory; the kernels need {Shared / 1024}"
        : threads < Threads ? $"its groups have at most {threads} threads; the kernels need {Threads}"
        : null;

    private static string WhyNoLoader() =>
        OperatingSystem.IsLinux() && SystemLibrary.Lacks("libOpenCL.so", "libOpenCL.so.1") is { } missing ? missing
        : NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "opencl" : "libOpenCL.so", out _) ? "the OpenCL loader knows no platform; install the OpenCL driver of your device"
        : "there is no OpenCL loader (libOpenCL.so) on this machine";
}
