using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// Numbers on their way to the device before the buffer is there that they go to. They cannot be copied into a pool's
/// block at once: kernels that were launched and have not run yet may still use its memory, under an earlier buffer.
/// So a second stream takes them, beside the kernels of the first, to a landing of their own, which is in no pool;
/// when they are written, the host waits for that stream, which is long done, and the first stream copies them on, in
/// its turn behind those kernels. A landing is used again once the first stream was waited for.
/// </summary>
internal sealed class Foresight(Accelerator accelerator) : IDisposable
{
    private readonly Landing[] landings = [new(), new()];
    private AcceleratorStream? stream;

    /// <summary>What the landings take of the device's memory.</summary>
    public long Bytes => landings.Sum(landing => landing.Cells?.LengthInBytes ?? 0);

    /// <summary>
    /// Does nothing where two batches are on their way, or where there is no memory for a landing: the numbers are written
    /// when their buffer is there. Numbers that are on their way already are sent again: they may be others by now.
    /// </summary>
    public void Foresee(float[] numbers)
    {
        Forget(numbers);

        if (Array.Find(landings, landing => landing is { Numbers: null, IsRead: false }) is not { } free || numbers.Length == 0)
        {
            return;
        }

        try
        {
            Send(numbers, free);
        }
        catch (Exception failure) when (Failure.IsOfMemory(failure))
        {
            free.Dispose();
        }
    }

    public void Forget(float[] numbers)
    {
        foreach (Landing landing in landings.Where(landing => landing.Numbers == numbers))
        {
            (landing.Numbers, landing.IsLoose) = (null, true);
        }
    }

    /// <summary>Writes numbers that are on their way; false where they are none. Of a part of them the rest is forgotten.</summary>
    public bool TryWrite(ArrayView<float> cells, ReadOnlySpan<float> source)
    {
        foreach (Landing landing in landings)
        {
            if (landing.Numbers is { } numbers && Unsafe.AreSame(ref MemoryMarshal.GetReference(source), ref MemoryMarshal.GetArrayDataReference(numbers)))
            {
                if (numbers.Length != source.Length)
                {
                    Forget(numbers);
                    return false;
                }

                stream!.Synchronize();
                landing.Cells!.View.BaseView.SubView(0, source.Length).CopyTo(accelerator.DefaultStream, cells);
                (landing.Numbers, landing.IsRead) = (null, true);
                return true;
            }
        }

        return false;
    }

    /// <summary>The first stream was waited for.</summary>
    public void Waited()
    {
        foreach (Landing landing in landings)
        {
            landing.IsRead = false;
        }
    }

    public void Dispose()
    {
        Array.ForEach(landings, landing => landing.Dispose());
        stream?.Dispose();
    }

    private void Send(float[] numbers, Landing free)
    {
        stream ??= accelerator.CreateStream();

        if (free.IsLoose)
        {
            stream.Synchronize();
            free.IsLoose = false;
        }

        if (free.Cells is null || free.Cells.Length < numbers.Length)
        {
            free.Take(accelerator, numbers.Length);
        }

        Span<float> host = free.Host!.Span[..numbers.Length];
        numbers.CopyTo(host);
        free.Cells!.View.BaseView.SubView(0, numbers.Length).CopyFromCPUUnsafeAsync(stream, ref host[0], host.Length);
        free.Numbers = numbers;
    }

    private sealed class Landing : IDisposable
    {
        public PageLockedArray1D<float>? Host { get; private set; }

        public MemoryBuffer1D<float, Stride1D.Dense>? Cells { get; private set; }

        /// <summary>What is on its way; null for nothing.</summary>
        public float[]? Numbers { get; set; }

        /// <summary>What was forgotten may still be on its way.</summary>
        public bool IsLoose { get; set; }

        /// <summary>The first stream may still have to copy it on.</summary>
        public bool IsRead { get; set; }

        /// <summary>Memory in place of what it has; what is refused leaves nothing that looks like memory.</summary>
        public void Take(Accelerator accelerator, int length)
        {
            Dispose();
            Host = accelerator.AllocatePageLocked1D<float>(length);
            Cells = accelerator.Allocate1D<float>(length);
        }

        /// <summary>Empty afterwards, and may be filled again.</summary>
        public void Dispose()
        {
            Host?.Dispose();
            Cells?.Dispose();
            (Host, Cells) = (null, null);
        }
    }
}
