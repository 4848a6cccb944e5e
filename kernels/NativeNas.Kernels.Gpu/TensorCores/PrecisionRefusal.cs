using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Gpu.TensorCores;

/// <summary>Why a device does not multiply matrices in a precision.</summary>
internal static class PrecisionRefusal
{
    /// <param name="architecture">Of a CUDA device; null for another.</param>
    /// <returns>Null where it does.</returns>
    public static string? Of(string device, CudaArchitecture? architecture, MatrixPrecision precision)
    {
        if (precision == MatrixPrecision.Fp32)
        {
            return null;
        }

        string name = precision.ToString().ToLowerInvariant();
        return architecture is not { } sm ? $"{device} computes in fp32; precision {name} is for CUDA devices"
            : sm < CudaArchitecture.SM_80 ? $"{device} is of {sm} and computes in fp32; precision {name} is for CUDA devices from SM_80 on"
            : null;
    }
}
