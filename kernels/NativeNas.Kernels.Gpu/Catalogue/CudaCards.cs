using System.Runtime.InteropServices;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace NativeNas.Kernels.Gpu.Catalogue;

/// <summary>NVIDIA's cards through CUDA's driver, in its order.</summary>
internal static class CudaCards
{
    private const string Name = "cuda";

    public static IReadOnlyList<Card> Find()
    {
        if (!CudaAPI.CurrentAPI.IsSupported)
        {
            return [Card.None(Name, GpuKind.Cuda, WhyNoDriver())];
        }

        if (CudaAPI.CurrentAPI.GetDeviceCount(out int count) is var error and not CudaError.CUDA_SUCCESS)
        {
            return [Card.None(Name, GpuKind.Cuda, $"the CUDA driver does not count its devices: {error}")];
        }

        CudaDevice[] devices = [.. CudaDevice.GetDevices(_ => true).OfType<CudaDevice>()];
        return count == 0 ? [Card.None(Name, GpuKind.Cuda, "the CUDA driver has no device")]
            : devices.Length == 0 ? [Card.None(Name, GpuKind.Cuda, $"ILGPU cannot describe the {count} devices of the CUDA driver")]
            : [.. devices.Select((device, number) => new Card(Describe(device, number), device))];
    }

    private static GpuDescription Describe(CudaDevice device, int number) => new(
        $"{Name}:{number}",
        GpuKind.Cuda,
        device.Name,
        device.MemorySize,
        $"CUDA {device.DriverVersion}",
        [
            $"{device.Architecture}", $"PTX {device.InstructionSet?.ToString() ?? "unknown"}", $"{device.NumMultiprocessors} multiprocessors",
            $"{device.MaxSharedMemoryPerGroup / 1024} KiB shared", $"{device.NumConcurrentCopyEngines} copy engines",
        ],
        WhyNot(device));

    private static string? WhyNot(CudaDevice device) =>
        device.Architecture is not { } architecture ? "its architecture is unknown to ILGPU"
        : device.InstructionSet is not { } set || !PTXCodeGenerator.SupportedInstructionSets.Contains(set)
            ? $"the driver (CUDA {device.DriverVersion}) is too old for {architecture}; it needs {Needed(architecture, device.DriverVersion)}: install a newer NVIDIA driver"
        : null;

    private static string Needed(CudaArchitecture architecture, CudaDriverVersion installed)
    {
        _ = CudaAccelerator.TryGetInstructionSet(architecture, installed, out CudaDriverVersion least, out _);
        return $"CUDA {least}";
    }

    private static string WhyNoDriver() =>
        OperatingSystem.IsLinux() && SystemLibrary.Lacks("libcuda.so", "libcuda.so.1") is { } missing ? missing
        : NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda" : "libcuda.so", out _) ? "the NVIDIA driver is there and does not start (no device, or another version of its kernel module)"
        : "there is no NVIDIA driver (libcuda.so) on this machine";
}
