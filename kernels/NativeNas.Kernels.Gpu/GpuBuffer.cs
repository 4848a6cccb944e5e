using ILGPU;
using ILGPU.Runtime;
using NativeNas.Kernels.Devices.Memory;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu;

/// <summary>A block of a GPU's pool.</summary>
internal sealed class GpuBuffer(GpuDevice device, Pool<GpuMemory> pool, PoolBlock<GpuMemory> block, int length) : Buffer(device, length)
{
    private bool returned;

    /// <summary>Of a rehearsal: nothing.</summary>
    public ArrayView<float> Cells(int offset, int length)
    {
        ObjectDisposedException.ThrowIf(returned, this);
        return block.Arena.Memory.View(block.Start + ((long)offset * sizeof(float)), length);
    }

    public override void Write(int offset, ReadOnlySpan<float> source) => device.Write(Cells(offset, source.Length), source);

    public override void Read(int offset, Span<float> destination) => device.Read(Cells(offset, destination.Length), destination);

    public override void Dispose()
    {
        if (!returned)
        {
            returned = true;
            pool.Return(block, Length);
        }
    }
}
