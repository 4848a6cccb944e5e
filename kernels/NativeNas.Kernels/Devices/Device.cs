using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Staged;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Devices;

/// <summary>Owns memory and runs operations over it. The only seam between arithmetic and hardware.</summary>
public abstract class Device : IDisposable
{
    public abstract string Name { get; }

    /// <summary>Bytes that live buffers hold now.</summary>
    public abstract long BytesInUse { get; }

    /// <summary>The most bytes that live buffers held at once.</summary>
    public abstract long PeakBytes { get; }

    /// <summary>Bytes that threads hold for what they compute, beside the buffers and outside <see cref="Limit"/>.</summary>
    public virtual long ScratchBytes => 0;

    /// <summary>The most memory that live buffers may take; null bounds nothing. It is set before the first buffer is made.</summary>
    /// <exception cref="NotSupportedException">The device cannot keep to one.</exception>
    public virtual MemoryLimit? Limit
    {
        get => null;
        set => throw new NotSupportedException($"{Name} keeps to no limit of memory; got {value}.");
    }

    /// <param name="length">Floats, 1 to 2³¹ − 16; rounded up to a multiple of 16.</param>
    /// <exception cref="DeviceMemoryException">The device has not that much memory.</exception>
    public abstract Buffer Allocate(int length);

    /// <summary>
    /// A device that holds what this one holds now and computes nothing: a pass over it takes the memory that it will
    /// take here, scratch of operations included, under the same limit.
    /// </summary>
    public virtual Device Rehearsal() => new ShapeOnlyDevice();

    /// <summary>The same under another limit, or null for none: as much is held, in whatever order.</summary>
    public virtual Device Rehearsal(MemoryLimit? limit) => new ShapeOnlyDevice();

    public abstract void Run<TOperation>(in TOperation operation)
        where TOperation : struct, IOperation;

    /// <summary>Whether operations return before their work is done. What is read from a buffer has been computed in any case.</summary>
    public virtual bool RunsAhead => false;

    /// <summary>Waits until everything that was run is done.</summary>
    public virtual void Synchronize()
    {
    }

    /// <summary>
    /// Says that a buffer will be written with these numbers, which do not change before: a device that runs ahead may
    /// fetch them while it computes.
    /// </summary>
    public virtual void Foresee(float[] numbers)
    {
    }

    /// <summary>Takes it back, before the numbers change.</summary>
    public virtual void Forget(float[] numbers)
    {
    }

    /// <summary>Compiles the kernels that a pass will launch, where a device compiles any; else they are compiled one by one as they are met.</summary>
    /// <param name="pass">Runs on a device that holds what this one holds and computes nothing.</param>
    /// <param name="progress">Told how many of how many are done.</param>
    /// <exception cref="DeviceException">One does not compile.</exception>
    public virtual void Compile(Action<Device> pass, Action<int, int>? progress = null, CancellationToken stop = default)
    {
    }

    public abstract void Dispose();

    /// <summary>The floats of a buffer that was asked for.</summary>
    protected static int Rounded(int length)
    {
        const int most = int.MaxValue - 15;
        Require.That(length is > 0 and <= most, $"A buffer of {length} floats was asked for; expected 1 to {most}.");
        return (length + 15) & ~15;
    }
}

/// <summary>An operation: the buffers and geometry of a kernel, which it builds for whatever device runs it.</summary>
public interface IOperation
{
    void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>;
}

/// <summary>A device whose kernels see memory through one kind of view and count in one kind of value.</summary>
public abstract class Device<TView, TValue> : Device
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    /// <summary>
    /// Whether kernels should be cut for thousands of threads: reductions gathered by groups of them, and strips of
    /// outputs a thread, so that inputs stay in its registers.
    /// </summary>
    public virtual bool ManyThreads => false;

    public abstract TView View(Region region);

    public abstract void Launch<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel;

    public virtual void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel)
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged => StagedReduction.Run<TView, TValue, TKernel, TState>(this, groups, pieces, kernel);

    /// <summary>A reduction that groups of threads gather, where there are <see cref="ManyThreads"/>.</summary>
    public void ReduceShared<TKernel, TState>(int groups, int pieces, in TKernel kernel)
        where TKernel : struct, ISharedReduction<TState>
        where TState : unmanaged => StagedReduction.RunShared<TView, TValue, TKernel, TState>(this, groups, pieces, kernel);

    /// <param name="groups">Groups of threads; a kernel says how many threads one has.</param>
    public abstract void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged;

    public Sink<TView, TValue> Sink(Region region, bool accumulate = false) => new(View(region), Streaming.Mode(region.Length, accumulate));
}
