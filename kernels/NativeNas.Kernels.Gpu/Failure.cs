using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;
using NativeNas.Kernels.Devices;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>What goes wrong below a device, as one exception that names the device and what it was doing.</summary>
internal static class Failure
{
    /// <summary>The driver refuses (page-locked memory with OutOfMemoryException), or what it gave is gone.</summary>
    public static bool IsOfDriver(Exception failure) => failure is AcceleratorException or ObjectDisposedException or OutOfMemoryException;

    /// <summary>Some drivers give memory when it is first used, so that a launch can fail for it.</summary>
    public static bool IsOfMemory(Exception failure) => failure is OutOfMemoryException
        or CudaException { Error: nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY) }
        or CLException { Error: CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_RESOURCES or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_INVALID_BUFFER_SIZE };

    public static Exception Of(Device device, string doing, Exception failure) => IsOfMemory(failure)
        ? new DeviceMemoryException($"{device.Name}: {doing} failed for want of memory; {ByteCount.Text(device.BytesInUse)} are in use. Use a smaller batch, fewer channels or fewer cells.")
        : Of(device.Name, doing, failure);

    public static DeviceException Of(string device, string doing, Exception failure) => new($"{device}: {doing} failed: {FirstLine(failure)}", failure);

    /// <summary>Of the innermost cause; drivers speak in codes.</summary>
    public static string FirstLine(Exception failure)
    {
        Exception cause = failure.GetBaseException();
        string line = cause.Message.Split('\n')[0].Trim();
        return cause switch
        {
            CLException { Error: not CLError.CL_SUCCESS } cl => cl.Error.ToString(),
            CudaException cuda => $"{line} ({cuda.Error})",
            _ => line.Length == 0 ? cause.GetType().Name : line,
        };
    }
}
