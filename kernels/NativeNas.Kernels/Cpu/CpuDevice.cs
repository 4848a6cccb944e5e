using System.Runtime.CompilerServices;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Devices.Memory;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Cpu;

/// <summary>Which form of a kernel a CPU device runs.</summary>
public enum CpuForms
{
    /// <summary>Vectors, and the faster forms where an operation has one.</summary>
    Fast,

    /// <summary>Vectors through the portable kernels alone.</summary>
    Portable,
}

/// <summary>The processor with vectors: <c>cpu</c>.</summary>
public sealed class CpuDevice : CpuDevice<Block>
{
    private readonly CpuForms forms;

    public CpuDevice(int threads = 0, CpuForms forms = CpuForms.Fast)
        : base(forms == CpuForms.Fast ? "cpu" : "cpu-portable", threads) => this.forms = forms;

    private CpuDevice(CpuDevice other, Pool<AddressSpace> pool)
        : base(other, pool) => forms = other.forms;

    private protected override Device Rehearsal(Pool<AddressSpace> pool) => new CpuDevice(this, pool);

    public override void Run<TOperation>(in TOperation operation)
    {
        if (forms == CpuForms.Fast && operation is ICpuForm { Covers: true } form)
        {
            form.Run(new(this));
        }
        else
        {
            operation.Run(this);
        }
    }
}

/// <summary>
/// The processor a channel at a time: <c>cpu-scalar</c>, the oracle of every other device, or with the staged forms of
/// operations <c>cpu-staged</c>, on which those are tested.
/// </summary>
public sealed class CpuScalarDevice : CpuDevice<Scalar>
{
    private readonly bool staged;

    public CpuScalarDevice(int threads = 0, bool staged = false)
        : base(staged ? "cpu-staged" : "cpu-scalar", threads) => this.staged = staged;

    public override bool ManyThreads => staged;

    private CpuScalarDevice(CpuScalarDevice other, Pool<AddressSpace> pool)
        : base(other, pool) => staged = other.staged;

    private protected override Device Rehearsal(Pool<AddressSpace> pool) => new CpuScalarDevice(this, pool);

    public override void Run<TOperation>(in TOperation operation)
    {
        if (staged && operation is IStagedForm { IsStaged: true } form)
        {
            form.RunStaged(this);
        }
        else
        {
            operation.Run(this);
        }
    }

    public override void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel)
    {
        if (staged)
        {
            StagedReduction.Run<PointerView<Scalar>, Scalar, TKernel, TState>(this, groups, pieces, kernel);
        }
        else
        {
            base.Reduce<TKernel, TState>(groups, pieces, kernel);
        }
    }
}

/// <summary>The processor: a pool of memory and a team of threads.</summary>
public abstract unsafe class CpuDevice<TValue> : Device<PointerView<TValue>, TValue>, ICpuPhases
    where TValue : unmanaged, IValue<TValue>
{
    private readonly Pool<AddressSpace> pool;
    private readonly Team team;
    private readonly bool rehearses;

    /// <param name="threads">Threads that share the work, the caller among them; 0 takes one a core.</param>
    private protected CpuDevice(string name, int threads)
    {
        Require.That(threads is >= 0 and <= 1024, $"The number of threads is {threads}; expected 0 (one a core) to 1024.");
        Name = name;
        pool = new(name, AddressSpace.TryReserve, AddressSpace.HugePage);
        team = new(threads == 0 ? Environment.ProcessorCount : threads);
    }

    /// <summary>A rehearsal: the same operations run, rent the same memory and launch nothing.</summary>
    private protected CpuDevice(CpuDevice<TValue> other, Pool<AddressSpace> pool) => (Name, this.pool, team, rehearses) = (other.Name, pool, new(1), true);

    public override string Name { get; }

    public int Threads => team.Threads;

    public override long BytesInUse => pool.BytesInUse;

    public override long PeakBytes => pool.PeakBytes;

    public override long ScratchBytes => team.ScratchBytes;

    public override MemoryLimit? Limit
    {
        get => pool.Limit;
        set => pool.Limit = value;
    }

    public sealed override Device Rehearsal() => Rehearsal(pool.Copy(AddressSpace.TryReserve));

    public sealed override Device Rehearsal(MemoryLimit? limit) => Rehearsal(pool.Copy(AddressSpace.TryReserve, limit));

    public override Buffer Allocate(int length)
    {
        int rounded = Rounded(length);
        return new CpuBuffer(this, pool, pool.Rent(rounded), rounded, rehearses);
    }

    public override PointerView<TValue> View(Region region) => new(CpuMemory.Cells(region));

    public override void Launch<TKernel>(Extent extent, in TKernel kernel) =>
        Share(KernelJob<TKernel, TValue>.Pieces(extent, team.Threads), new KernelJob<TKernel, TValue>(extent, team.Threads, kernel));

    public override void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel)
    {
        int width = 16 / TValue.Lanes;
        int floats = checked(groups * pieces * width * ((sizeof(TState) + 3) / 4));
        using Buffer scratch = Allocate(floats);
        TState* states = (TState*)((CpuBuffer)scratch).Cells;
        Share(groups * pieces, new GatherJob<TKernel, TState, TValue>(kernel, states, pieces));
        Share(groups, new StoreJob<TKernel, TState, TValue>(kernel, states, pieces));
    }

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel) =>
        Share(checked(groups.Columns * groups.Rows * groups.Planes), new GroupJob<TKernel, TState>(groups, kernel));

    void ICpuPhases.Phase<TJob>(int pieces, in TJob job) => Share(pieces, job);

    public override void Dispose()
    {
        team.Dispose();
        pool.Dispose();
    }

    private protected abstract Device Rehearsal(Pool<AddressSpace> pool);

    private void Share<TJob>(int pieces, in TJob job)
        where TJob : struct, ICpuJob
    {
        if (!rehearses)
        {
            team.Run(pieces, job);
        }
    }
}
