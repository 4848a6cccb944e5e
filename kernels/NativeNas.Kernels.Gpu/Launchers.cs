using ILGPU;
using ILGPU.Runtime;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu;

/// <summary>The compiled kernels of one device, each loaded when it is first launched.</summary>
internal sealed class Launchers(Accelerator accelerator)
{
    private static int count;

    private readonly int number = Interlocked.Increment(ref count) - 1;

    /// <summary>A thread a channel.</summary>
    public void Map<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<Extent, int, TKernel>(Entries.Map);
        Planes(extent, 16, launch, kernel);
    }

    /// <summary>A thread four channels.</summary>
    public void Quads<TKernel>(Extent extent, in TKernel kernel)
        where TKernel : struct, IKernel
    {
        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<Extent, int, TKernel>(Entries.Quads);
        Planes(extent, 4, launch, kernel);
    }

    public void Staged<TKernel, TState>(Extent groups, in TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        var launch = Slot<TKernel, Action<AcceleratorStream, KernelConfig, int, TKernel>>.Of(number)
            ??= accelerator.LoadKernel<int, TKernel>(Entries.Staged<TKernel, TState>);

        for (int first = 0; first < groups.Planes; first += GroupShape.MostGroups)
        {
            int planes = Math.Min(groups.Planes - first, GroupShape.MostGroups);
            launch(accelerator.DefaultStream, new(new Index3D(groups.Columns, groups.Rows, planes), new Index3D(TKernel.Threads, 1, 1)), first, kernel);
        }
    }

    /// <param name="across">Threads a block of channels.</param>
    private void Planes<TKernel>(Extent extent, int across, Action<AcceleratorStream, KernelConfig, Extent, int, TKernel> launch, in TKernel kernel)
    {
        for (int first = 0; first < extent.Planes; first += GroupShape.MostGroups)
        {
            int planes = Math.Min(extent.Planes - first, GroupShape.MostGroups);
            KernelConfig grid = GroupShape.Of(extent with { Planes = planes }, across, accelerator.MaxNumThreadsPerGroup);
            launch(accelerator.DefaultStream, grid, extent with { Planes = first + planes }, first, kernel);
        }
    }
}
