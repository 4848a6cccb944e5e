using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Cpu;

/// <summary>What a CPU form may use: memory by address, scratch, and phases of independent pieces.</summary>
public readonly unsafe struct CpuWork
{
    private readonly Device device;

    internal CpuWork(Device device) => this.device = device;

    /// <summary>The address of a region's first float, aligned to 64 bytes.</summary>
    public float* Cells(Region region) => CpuMemory.Cells(region);

    /// <summary>Where a form puts an output, as the portable kernels do.</summary>
    internal Sink<PointerView<TValue>, TValue> Sink<TValue>(Region region, bool accumulate = false)
        where TValue : unmanaged, IValue<TValue> => new(new(Cells(region)), Streaming.Mode(region.Length, accumulate));

    /// <summary>Scratch of undefined content; dispose it after the last phase that uses it.</summary>
    public CpuScratch Rent(int length) => new((CpuBuffer)device.Allocate(length));

    /// <summary>Scratch of some parts, each wherever it fits; those made so far go back where there is no room for the next.</summary>
    public CpuScratchRow RentEach(int parts, int length) => new(device, parts, length);

    /// <summary>One phase: every piece has run when this returns.</summary>
    public void Phase<TJob>(int pieces, in TJob job)
        where TJob : struct, ICpuJob => ((ICpuPhases)device).Phase(pieces, job);
}

/// <summary>Independent pieces of one phase.</summary>
public interface ICpuJob
{
    void Run(int piece);
}

/// <summary>Runs the pieces of a phase on a device's team.</summary>
internal interface ICpuPhases
{
    int Threads { get; }

    void Phase<TJob>(int pieces, in TJob job)
        where TJob : struct, ICpuJob;
}

/// <summary>Scratch memory of one CPU form.</summary>
public readonly unsafe ref struct CpuScratch
{
    private readonly CpuBuffer buffer;

    internal CpuScratch(CpuBuffer buffer) => this.buffer = buffer;

    public float* Cells => buffer.Cells;

    public void Dispose() => buffer.Dispose();
}
