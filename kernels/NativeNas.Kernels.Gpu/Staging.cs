using ILGPU;
using ILGPU.Runtime;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// Copies between the host and a device, on the stream of its launches, so that they keep their order with kernels and
/// with other uses of a pool's block. A write returns when the numbers lie in page-locked memory, from where the device
/// takes them when its turn comes; a read waits for everything before it.
/// </summary>
internal sealed class Staging(Accelerator accelerator) : IDisposable
{
    private const int Least = 1 << 20, Most = 1 << 26;

    private PageLockedArray1D<float>? locked;

    /// <summary>Floats that the device may not have taken yet. A training step reads its loss, and then it has taken all.</summary>
    private int used;

    public void Write(ArrayView<float> cells, ReadOnlySpan<float> source)
    {
        if (source.Length > Most)
        {
            cells.CopyFromCPU(accelerator.DefaultStream, source);
            used = 0;
        }
        else if (source.Length > 0)
        {
            Span<float> place = Room(source.Length);
            source.CopyTo(place);
            cells.CopyFromCPUUnsafeAsync(accelerator.DefaultStream, ref place[0], place.Length);
        }
    }

    public void Read(ArrayView<float> cells, Span<float> destination)
    {
        cells.CopyToCPU(accelerator.DefaultStream, destination);
        used = 0;
    }

    public void Synchronize()
    {
        accelerator.DefaultStream.Synchronize();
        used = 0;
    }

    public void Dispose() => locked?.Dispose();

    private Span<float> Room(int length)
    {
        if (locked is null || used + length > locked.Length)
        {
            Synchronize();
        }

        if (locked is null || length > locked.Length)
        {
            locked?.Dispose();
            locked = accelerator.AllocatePageLocked1D<float>(Math.Max(Least, 2L * length));
        }

        used += length;
        return locked.Span.Slice(used - length, length);
    }
}
