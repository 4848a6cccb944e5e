namespace NativeNas.Kernels.Devices;

/// <summary>The most memory that a run may take.</summary>
/// <param name="Figure">Bytes of the whole, as asked for.</param>
/// <param name="Elsewhere">Bytes of it that the run holds outside the device: its images, what a step leaves to the garbage collector, scratch of pieces.</param>
public sealed record MemoryLimit(long Figure, long Elsewhere = 0)
{
    /// <summary>Bytes for the device's buffers, whole vectors.</summary>
    public long Device => Math.Max(0, Figure - Elsewhere) / 64 * 64;
}
