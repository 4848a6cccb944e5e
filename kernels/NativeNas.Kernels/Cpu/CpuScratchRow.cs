using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Cpu;

/// <summary>Scratch memory of one CPU form in parts of one length.</summary>
public readonly unsafe ref struct CpuScratchRow
{
    private readonly List<CpuBuffer> buffers = [];

    internal CpuScratchRow(Device device, int parts, int length)
    {
        Cells = new float*[parts];

        try
        {
            for (int i = 0; i < parts; i++)
            {
                buffers.Add((CpuBuffer)device.Allocate(length));
                Cells[i] = buffers[i].Cells;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The address of each part.</summary>
    public float*[] Cells { get; }

    public void Dispose() => buffers.ForEach(buffer => buffer.Dispose());
}
