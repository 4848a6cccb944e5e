using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Devices.Memory;
using NativeNas.Kernels.Gpu.TensorCores;
using NativeNas.Kernels.Staged;
using Buffer = NativeNas.Kernels.Devices.Buffer;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>A GPU, or ILGPU's debugger of them: one stream, on which launches and copies follow each other.</summary>
public sealed partial class GpuDevice : Device<GpuView, Lane>
{
    private readonly Pool<GpuMemory> pool;
    private readonly Launchers? launchers;
    private readonly Accelerator? accelerator;
    private readonly QuadDevice quads;
    private readonly Staging? staging;
    private readonly MatrixPrecision precision;
    private bool closed;

    internal GpuDevice(string name, Accelerator accelerator)
    {
        (Name, this.accelerator) = (name, accelerator);
        (launchers, staging) = (new(this, accelerator), new(accelerator));
        quads = new(this, launchers);
        pool = new(name, Reserve, GpuMemory.Grain);
    }

    /// <summary>A rehearsal: the same operations run, rent the same memory and launch nothing; they may note what they would launch.</summary>
    private GpuDevice(GpuDevice other, Pool<GpuMemory> pool, Launchers? launchers = null)
    {
        (Name, precision, this.pool, this.launchers) = (other.Name, other.precision, pool, launchers);
        quads = new(this, launchers);
    }

    public override string Name { get; }

    /// <summary>Of matrix products.</summary>
    /// <exception cref="ArgumentException">The device has not that precision.</exception>
    public MatrixPrecision Precision
    {
        get => precision;
        init
        {
            string? refusal = PrecisionRefusal.Of(Name, (accelerator as CudaAccelerator)?.Architecture, value);
            Require.That(refusal is null, $"{refusal}");
            precision = launchers!.Precision = value;
        }
    }

    public override bool ManyThreads => true;

    public override long BytesInUse => pool.BytesInUse;

    public override long PeakBytes => pool.PeakBytes;

    /// <summary>How many there are by now.</summary>
    internal int CompiledKernels => launchers?.Compiled ?? 0;

    /// <summary>Landings of numbers that were foreseen; none under a limit.</summary>
    public override long ScratchBytes => staging?.Bytes ?? 0;

    public override MemoryLimit? Limit
    {
        get => pool.Limit;
        set => pool.Limit = value;
    }

    public override bool RunsAhead => accelerator is not null;

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
            operation.Run(quads);
        }
    }

    public override void Launch<TKernel>(Extent extent, in TKernel kernel) => launchers?.Map(extent, kernel);

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel) => launchers?.Staged<TKernel, TState>(groups, kernel);

    public override void Compile(Action<Device> pass, Action<int, int>? progress = null, CancellationToken stop = default)
    {
        KernelList needed = new();

        using (GpuDevice stage = new(this, pool.Copy(Nothing), new Launchers(launchers!, needed)))
        {
            pass(stage);
        }

        needed.Compile(progress, stop);
    }

    /// <summary>In an order that suits a device that is gone, or whose buffers are still out: they return to a pool that has given its memory up.</summary>
    public override void Dispose()
    {
        pool.Dispose();

        if (accelerator is null || closed)
        {
            return;
        }

        closed = true;
        launchers!.Dispose();

        try
        {
            staging!.Dispose();
            accelerator.Dispose();
            accelerator.Context.Dispose();
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            // Why it went has been said.
        }
    }

    internal static ArrayView<float> Cells(Region region) => ((GpuBuffer)region.Buffer).Cells(region.Offset, region.Length);

    private static GpuMemory Nothing(long bytes) => new(null);

    private GpuMemory? Reserve(long bytes)
    {
        try
        {
            return new(accelerator!.Allocate1D<float>(bytes / sizeof(float)));
        }
        catch (Exception failure) when (Failure.IsOfMemory(failure))
        {
            return null;
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failure.Of(this, "reserving memory", failure);
        }
    }
}
