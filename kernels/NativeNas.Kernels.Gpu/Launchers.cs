using ILGPU;
using ILGPU.Runtime;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Gpu.TensorCores;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu;

/// <summary>The compiled kernels of one device, each loaded when it is first launched.</summary>
internal sealed class Launchers(Accelerator accelerator)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count) - 1;

    /// <summary>Of matrix products.</summary>
    public MatrixPrecision Precision { get; set; }

    public void Map<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<Extent, int, TKernel>(Entries.Map);

        for (int first = 0; first < extent.Planes; first += GroupShape.MostGroups)
        {
            launch(accelerator.DefaultStream, Grid(extent, first), extent, first, kernel);
        }
    }

    public void Reduce<TKernel, TState>(int groups, int pieces, in TKernel kernel, ArrayView<TState> states)
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged
    {
        var gather = Slot<Gathering<TKernel>, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel, ArrayView<TState>>>.Of(number)
            ??= accelerator.LoadKernel<Extent, int, TKernel, ArrayView<TState>>(Entries.Gather);
        var store = Slot<Storing<TKernel>, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel, ArrayView<TState>>>.Of(number)
            ??= accelerator.LoadKernel<Extent, int, TKernel, ArrayView<TState>>(Entries.Store);
        Extent all = new(pieces, 1, groups), totals = new(groups, 1, 1);

        for (int first = 0; first < groups; first += GroupShape.MostGroups)
        {
            gather(accelerator.DefaultStream, Grid(all, first), all, first, kernel, states);
        }

        store(accelerator.DefaultStream, Grid(totals, 0), totals, pieces, kernel, states);
    }

    public void Staged<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        if (TKernel.Threads > accelerator.MaxNumThreadsPerGroup)
        {
            InTurns<TKernel, TState>(groups, kernel);
            return;
        }

        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, int, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<int, TKernel>(TensorProduct.Of<TKernel>(Precision) ?? Entries.Staged<TKernel, TState>);

        for (int first = 0; first < groups.Planes; first += GroupShape.MostGroups)
        {
            int planes = Math.Min(groups.Planes - first, GroupShape.MostGroups);
            launch(accelerator.DefaultStream, new(new Index3D(groups.Columns, groups.Rows, planes), new Index3D(TKernel.Threads, 1, 1)), first, kernel);
        }
    }

    private void InTurns<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, Extent, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<Extent, TKernel>(Turns.Run<TKernel, TState>);
        int all = checked(groups.Columns * groups.Rows * groups.Planes), threads = Math.Min(all, accelerator.MaxNumThreadsPerGroup);
        launch(accelerator.DefaultStream, new(new Index3D((all + threads - 1) / threads, 1, 1), new Index3D(threads, 1, 1)), groups, kernel);
    }

    private KernelConfig Grid(Extent extent, int first) =>
        GroupShape.Of(extent with { Planes = Math.Min(extent.Planes - first, GroupShape.MostGroups) }, accelerator.MaxNumThreadsPerGroup);

    private readonly struct Gathering<TKernel>;

    private readonly struct Storing<TKernel>;
}
