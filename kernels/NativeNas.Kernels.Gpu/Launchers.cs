using ILGPU;
using ILGPU.Runtime;
using NativeNas.Kernels.Staged;
using Device = NativeNas.Kernels.Devices.Device;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// The compiled kernels of one device. One that was not foreseen (<see cref="KernelList"/>) is compiled when it is first
/// launched.
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
        (device, accelerator, number, forget, this.noted) = (other.device, other.accelerator, other.number, other.forget, noted);

    public int Compiled => forget.Count;

    public void Map<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel => Planes(
            extent,
            Ready<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>(static on => on.accelerator.LoadKernel<Extent, int, TKernel>(Entries.Map)),
            kernel);

    public void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel, ArrayView<TState> states)
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged
    {
        var gather = Ready<Gathering<TKernel>, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel, ArrayView<TState>>>(
            static on => on.accelerator.LoadKernel<Extent, int, TKernel, ArrayView<TState>>(Entries.Gather));
        var store = Ready<Storing<TKernel>, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel, ArrayView<TState>>>(
            static on => on.accelerator.LoadKernel<Extent, int, TKernel, ArrayView<TState>>(Entries.Store));
        Extent all = new(pieces, 1, groups), totals = new(groups, 1, 1);

        try
        {
            for (int first = 0; gather is not null && first < groups; first += GroupShape.MostGroups)
            {
                gather(accelerator.DefaultStream, Grid(all, first), all, first, kernel, states);
            }

            store?.Invoke(accelerator.DefaultStream, Grid(totals, 0), totals, pieces, kernel, states);
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }

    public void Staged<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        var launch = Ready<TKernel, Action<AcceleratorStream, KernelConfig, int, TKernel>>(
            static on => on.accelerator.LoadKernel<int, TKernel>(Entries.Staged<TKernel, TState>));

        try
        {
            for (int first = 0; launch is not null && first < groups.Planes; first += GroupShape.MostGroups)
            {
                int planes = Math.Min(groups.Planes - first, GroupShape.MostGroups);
                launch(accelerator.DefaultStream, new(new Index3D(groups.Columns, groups.Rows, planes), new Index3D(TKernel.Threads, 1, 1)), first, kernel);
            }
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }

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
        try
        {
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

    /// <summary>As many launches as the planes need, each computing its own.</summary>
    private void Planes<TKernel>(Extent extent, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>? launch, in TKernel kernel)
    {
        try
        {
            for (int first = 0; launch is not null && first < extent.Planes; first += GroupShape.MostGroups)
            {
                Extent some = extent with { Planes = Math.Min(extent.Planes, first + GroupShape.MostGroups) };
                launch(accelerator.DefaultStream, Grid(extent, first), some, first, kernel);
            }
        }
        catch (Exception failure) when (Failure.IsOfDriver(failure))
        {
            throw Failed<TKernel>(failure);
        }
    }

    private Exception Failed<TKernel>(Exception failure) => Failure.Of(device, $"launching the kernel {KernelName.Of(typeof(TKernel))}", failure);

    private KernelConfig Grid(Extent extent, int first) =>
        GroupShape.Of(extent with { Planes = Math.Min(extent.Planes - first, GroupShape.MostGroups) }, accelerator.MaxNumThreadsPerGroup);

    private readonly struct Gathering<TKernel>;

    private readonly struct Storing<TKernel>;
}
