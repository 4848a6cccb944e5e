namespace NativeNas.Kernels.Gpu;

/// <summary>Through what a device is reached.</summary>
public enum GpuKind
{
    Cuda,
    OpenCl,

    /// <summary>ILGPU's emulation of a GPU on the processor: exact, and slow.</summary>
    Debugger,
}

/// <summary>What is known of a GPU, or of a way to GPUs by which there are none.</summary>
/// <param name="Name">cuda:0 …, opencl:0 …, ilgpu-cpu; cuda or opencl alone where there is no such device.</param>
/// <param name="Hardware">As the driver calls it; empty without a device.</param>
/// <param name="MemoryBytes">Of the whole device; 0 where that is not known.</param>
/// <param name="Driver">With its version.</param>
/// <param name="Capabilities">For people: words and figures.</param>
/// <param name="Reason">Why it cannot be used, and what helps; null where it can.</param>
public sealed record GpuDescription(
    string Name, GpuKind Kind, string Hardware, long MemoryBytes, string Driver, IReadOnlyList<string> Capabilities, string? Reason)
{
    public bool IsUsable => Reason is null;
}
