using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Cpu;

internal static unsafe class CpuMemory
{
    /// <summary>The address of a region's first float.</summary>
    public static float* Cells(Region region) => ((CpuBuffer)region.Buffer).Cells + region.Offset;
}
