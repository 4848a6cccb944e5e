using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Devices.Memory;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Cpu;

/// <summary>A block of the CPU pool, aligned to a vector.</summary>
/// <param name="rehearses">Whether nothing computes its numbers: those that are read are all one, so that no code sees them as unusual.</param>
internal sealed unsafe class CpuBuffer(Device device, Pool<AddressSpace> pool, PoolBlock<AddressSpace> block, int length, bool rehearses) : Buffer(device, length)
{
    private float* cells = block.Arena.Memory.At(block.Start);

    public float* Cells
    {
        get
        {
            ObjectDisposedException.ThrowIf(cells is null, this);
            return cells;
        }
    }

    public override void Write(int offset, ReadOnlySpan<float> source) => source.CopyTo(new Span<float>(Cells + offset, Length - offset));

    public override void Read(int offset, Span<float> destination)
    {
        if (rehearses)
        {
            destination.Fill(1);
        }
        else
        {
            new ReadOnlySpan<float>(Cells + offset, destination.Length).CopyTo(destination);
        }
    }

    public override void Dispose()
    {
        if (cells is not null)
        {
            pool.Return(block, Length);
            cells = null;
        }
    }
}
