using ILGPU;
using ILGPU.Runtime;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// Copies between the host and a device, on the stream of its launches, so that they keep their order with kernels and
/// with other uses of a pool's block. A write returns when the numbers lie in page-locked memory, from where the device
/// takes them when its turn comes; a read waits for everything before it. Threads take turns.
/// </summary>
internal sealed class Staging(Accelerator accelerator) : IDisposable
{
    private const int Least = 1 << 20, Most = 1 << 26;

    private readonly Foresight foresight = new(accelerator);
    private readonly Lock turn = new();
    private PageLockedArray1D<float>? locked;

    /// <summary>Floats that the device may not have taken yet. A training step reads its loss, and then it has taken all.</summary>
    private int used;

    /// <summary>Of the device's memory, beside its pool.</summary>
    public long Bytes => foresight.Bytes;

    /// <inheritdoc cref="Foresight"/>
    public void Foresee(float[] numbers)
    {
        lock (turn)
        {
            foresight.Foresee(numbers);
        }
    }

    public void Forget(float[] numbers)
    {
        lock (turn)
        {
            foresight.Forget(numbers);
        }
    }

    public void Write(ArrayView<float> cells, ReadOnlySpan<float> source)
    {
        using Lock.Scope one = turn.EnterScope();

        if (foresight.TryWrite(cells, source))
        {
            return;
        }

        if (source.Length > Most)
        {
            cells.CopyFromCPU(accelerator.DefaultStream, source);
            Waited();
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
        using Lock.Scope one = turn.EnterScope();
        cells.CopyToCPU(accelerator.DefaultStream, destination);
        Waited();
    }

    public void Synchronize()
    {
        using Lock.Scope one = turn.EnterScope();
        accelerator.DefaultStream.Synchronize();
        Waited();
    }

    public void Dispose()
    {
        foresight.Dispose();
        locked?.Dispose();
    }

    private void Waited()
    {
        used = 0;
        foresight.Waited();
    }

    private Span<float> Room(int length)
    {
        if (locked is null || used + length > locked.Length)
        {
            Synchronize();
        }

        if (locked is null || length > locked.Length)
        {
            locked?.Dispose();
            locked = null;
            locked = accelerator.AllocatePageLocked1D<float>(Math.Max(Least, 2L * length));
        }

        used += length;
        return locked.Span.Slice(used - length, length);
    }
}
