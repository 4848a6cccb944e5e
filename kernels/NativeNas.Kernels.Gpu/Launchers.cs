using ILGPU;
using ILGPU.Runtime;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.TensorCores;
using NativeNas.Kernels.Staged;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// The compiled kernels of one device. One that was not foreseen (<see cref="KernelList"/>) is compiled when it is first
/// launched. Threads take turns: a driver's kernel keeps its arguments from one call to the next.
/// </summary>
internal sealed class Launchers : IDisposable
{
    private static readonly Lock gate = new();
    private static readonly SortedSet<int> given = [];

    private readonly Device device;
    private readonly Accelerator accelerator;
    private readonly KernelList? noted;
    private readonly int number;
    private readonly List<Action> forget = [];
    private readonly Lock turn = new();

    public Launchers(Device device, Accelerator accelerator)
    {
        (this.device, this.accelerator) = (device, accelerator);

        lock (gate)
        {
            number = Enumerable.Range(0, int.MaxValue).First(free => !given.Contains(free));
            given.Add(number);
        }
    }

    /// <summary>Launches nothing and notes what would be.</summary>
    public Launchers(Launchers other, KernelList noted) =>
        (device, accelerator, number, forget, turn, Precision, this.noted) = (other.device, other.accelerator, other.number, other.forget, other.turn, other.Precision, noted);

    public int Compiled => forget.Count;

    /// <summary>Of matrix products.</summary>
    public MatrixPrecision Precision { get; set; }

    /// <summary>A thread a channel.</summary>
    public void Map<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        using Lock.Scope one = turn.EnterScope();
        var launch = Ready<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>(
            static self => self.accelerator.LoadKernel<Extent, int, TKernel>(Entries.Map));
        Planes(extent, 16, launch, kernel);
    }

    /// <summary>A thread four channels.</summary>
    public void Quads<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        using Lock.Scope one = turn.EnterScope();
        var launch = Ready<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>(
            static self => self.accelerator.LoadKernel<Extent, int, TKernel>(Entries.Quads));
        Planes(extent, 4, launch, kernel);
    }

    public void Staged<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        using Lock.Scope one = turn.EnterScope();

        if (TKernel.Threads > accelerator.MaxNumThreadsPerGroup)
        {
            InTurns<TKernel, TState>(groups, kernel);
            return;
        }

        var launch = Ready<TKernel, Action<AcceleratorStream, KernelConfig, int, TKernel>>(
            static self => self.accelerator.LoadKernel<int, TKernel>(TensorProduct.Of<TKernel>(self.Precision) ?? Entries.Staged<TKernel, TState>));

        try
        {
            for (int first = 0; launch is not null && first < groups.Planes; first += GroupShape.MostGroups)
            {
                int planes = Math.Min(groups.Planes - first, GroupShape.MostGroups);
                launch(accelerator.DefaultStream, new(new Index3D(groups.Columns, GroupShape.Rows(groups.Rows), planes), new Index3D(TKernel.Threads, 1, 1)), first, kernel);
            }
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }

    /// <summary>
    /// Before each kernel: ILGPU 1.5.3 takes methods that an earlier one called as they were lowered for it, and a kernel
    /// that shares them may then keep whole structs in local memory.
    /// </summary>
    public static void EmptyCaches(Context context) => context.ClearCache(ClearCacheMode.Default);

    /// <summary>What was compiled goes with the device; its number is given again.</summary>
    public void Dispose()
    {
        forget.ForEach(one => one());

        lock (gate)
        {
            given.Remove(number);
        }
    }

    /// <summary>Null where nothing is launched. A launch allocates nothing: <paramref name="load"/> captures nothing.</summary>
    private TLauncher? Ready<TEntry, TLauncher>(Func<Launchers, TLauncher> load)
        where TLauncher : Delegate
    {
        if (Slot<TEntry, TLauncher>.Of(number) is { } launch)
        {
            return noted is null ? launch : null;
        }

        if (noted is null)
        {
            return Load<TEntry, TLauncher>(load);
        }

        noted.Add(typeof(TEntry), () => Load<TEntry, TLauncher>(load));
        return null;
    }

    private TLauncher Load<TEntry, TLauncher>(Func<Launchers, TLauncher> load)
        where TLauncher : Delegate
    {
        using Lock.Scope one = turn.EnterScope();

        try
        {
            EmptyCaches(accelerator.Context);
            TLauncher launch = load(this);
            Slot<TEntry, TLauncher>.Of(number) = launch;
            forget.Add(() => Slot<TEntry, TLauncher>.Of(number) = null);
            return launch;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw Failure.Of(device.Name, $"compiling the kernel {KernelName.Of(typeof(TEntry))}", failure);
        }
    }

    private void InTurns<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        var launch = Ready<TKernel, Action<AcceleratorStream, KernelConfig, Extent, TKernel>>(
            static self => self.accelerator.LoadKernel<Extent, TKernel>(Turns.Run<TKernel, TState>));
        int all = checked(groups.Columns * groups.Rows * groups.Planes), threads = Math.Min(all, accelerator.MaxNumThreadsPerGroup);

        try
        {
            launch?.Invoke(accelerator.DefaultStream, new(new Index3D((all + threads - 1) / threads, 1, 1), new Index3D(threads, 1, 1)), groups, kernel);
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }

    private Exception Failed<TKernel>(Exception failure) => Failure.Of(device, $"launching the kernel {KernelName.Of(typeof(TKernel))}", failure);

    /// <param name="across">Threads a block of channels.</param>
    private void Planes<TKernel>(Extent extent, int across, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>? launch, in TKernel kernel)
        where TKernel : struct
    {
        try
        {
            for (int first = 0; launch is not null && first < extent.Planes; first += GroupShape.MostGroups)
            {
                int planes = Math.Min(extent.Planes - first, GroupShape.MostGroups);
                KernelConfig grid = GroupShape.Of(extent with { Planes = planes }, across, accelerator.MaxNumThreadsPerGroup);
                launch(accelerator.DefaultStream, grid, extent with { Planes = first + planes }, first, kernel);
            }
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }
}
