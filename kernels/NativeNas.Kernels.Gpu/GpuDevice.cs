using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Devices.Memory;
using NativeNas.Kernels.Staged;
using Buffer = NativeNas.Kernels.Devices.Buffer;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>A GPU, or ILGPU's debugger of them: one stream, on which launches and copies follow each other.</summary>
public sealed class GpuDevice : Device<GpuView, Lane>
{
    private readonly Pool<GpuMemory> pool;
    private readonly Launchers? launchers;
    private readonly Accelerator? accelerator;
    private readonly MatrixPrecision precision;

    internal GpuDevice(string name, Accelerator accelerator)
    {
        (Name, this.accelerator) = (name, accelerator);
        launchers = new(accelerator);
        pool = new(name, Reserve, GpuMemory.Grain);
    }

    /// <summary>A rehearsal: the same operations run, rent the same memory and launch nothing.</summary>
    private GpuDevice(GpuDevice other, Pool<GpuMemory> pool) => (Name, precision, this.pool) = (other.Name, other.precision, pool);

    public override string Name { get; }

    /// <summary>Of matrix products.</summary>
    /// <exception cref="ArgumentException">The device has not that precision.</exception>
    public MatrixPrecision Precision
    {
        get => precision;
        init
        {
            Require.That(
                value == MatrixPrecision.Fp32 || accelerator is CudaAccelerator,
                $"{Name} computes in fp32; precision {value.ToString().ToLowerInvariant()} is for CUDA devices");
            precision = launchers!.Precision = value;
        }
    }

    public override long BytesInUse => pool.BytesInUse;

    public override long PeakBytes => pool.PeakBytes;

    public override MemoryLimit? Limit
    {
        get => pool.Limit;
        set => pool.Limit = value;
    }

    public override Device Rehearsal() => new GpuDevice(this, pool.Copy(Nothing));

    public override Device Rehearsal(MemoryLimit? limit) => new GpuDevice(this, pool.Copy(Nothing, limit));

    public override Buffer Allocate(int length)
    {
        int rounded = Rounded(length);
        return new GpuBuffer(this, pool, pool.Rent(rounded), rounded);
    }

    public override GpuView View(Region region) => new(Cells(region));

    public override void Run<TOperation>(in TOperation operation)
    {
        if (operation is IStagedForm { IsStaged: true } form)
        {
            form.RunStaged(this);
        }
        else
        {
            operation.Run(this);
        }
    }

    public override void Launch<TKernel>(Extent extent, in TKernel kernel) => launchers?.Map(extent, kernel);

    public override void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel)
    {
        int floats = checked(groups * pieces * 16 * ((Unsafe.SizeOf<TState>() + 3) / 4));
        using Buffer scratch = Allocate(floats);
        launchers?.Reduce<TKernel, TState>(groups, pieces, kernel, Cells(scratch.All).Cast<TState>());
    }

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel) => launchers?.Staged<TKernel, TState>(groups, kernel);

    public override void Dispose()
    {
        pool.Dispose();
        accelerator?.Dispose();
    }

    internal void Write(ArrayView<float> cells, ReadOnlySpan<float> source)
    {
        if (accelerator is not null)
        {
            cells.CopyFromCPU(accelerator.DefaultStream, source);
        }
    }

    /// <summary>What a rehearsal reads is all one, so that no code sees its numbers as unusual.</summary>
    internal void Read(ArrayView<float> cells, Span<float> destination)
    {
        if (accelerator is null)
        {
            destination.Fill(1);
        }
        else
        {
            cells.CopyToCPU(accelerator.DefaultStream, destination);
        }
    }

    private static ArrayView<float> Cells(Region region) => ((GpuBuffer)region.Buffer).Cells.SubView(region.Offset, region.Length);

    private static GpuMemory Nothing(long bytes) => new(null);

    private GpuMemory? Reserve(long bytes)
    {
        try
        {
            return new(accelerator!.Allocate1D<float>(bytes / sizeof(float)));
        }
        catch (AcceleratorException)
        {
            return null;
        }
    }
}
