using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace NativeNas.Kernels.Gpu.Catalogue;

/// <summary>A description, and what ILGPU opens by it; null where there is nothing to open.</summary>
internal sealed record Card(GpuDescription Description, Device? Hardware)
{
    /// <summary>Groups of sixteen threads: an emulated thread is a thread of the system, and a barrier costs a switch of each.</summary>
    public static Card Debugger { get; } = new(
        new("ilgpu-cpu", GpuKind.Debugger, "ILGPU's debugger on the processor", 0, $"ILGPU {typeof(Device).Assembly.GetName().Version?.ToString(3)}", ["groups of 16 threads", "slow: for tests"], null),
        new CPUDevice(16, 1, 1));

    /// <summary>A way to GPUs by which there are none.</summary>
    public static Card None(string name, GpuKind kind, string reason) => new(new(name, kind, "", 0, "", [], reason), null);
}
