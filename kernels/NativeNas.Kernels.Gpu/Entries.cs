using ILGPU;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu;

/// <summary>What a GPU starts: each thread finds its place in an explicit grid and runs a kernel there.</summary>
internal static class Entries
{
    /// <summary>Thread (x, y, z) of the grid is lane x mod 16 of column x / 16, row y, plane z.</summary>
    /// <param name="first">The plane of z = 0.</param>
    public static void Map<TKernel>(Extent extent, int first, TKernel kernel)
        where TKernel : struct, IKernel
    {
        int x = (Grid.IdxX * Group.DimX) + Group.IdxX, row = (Grid.IdxY * Group.DimY) + Group.IdxY, plane = first + (Grid.IdxZ * Group.DimZ) + Group.IdxZ;

        if ((x < extent.Columns * 16) & (row < extent.Rows) & (plane < extent.Planes))
        {
            kernel.Invoke(x & 15, x >> 4, row, plane);
        }
    }

    /// <summary>One piece of one group of a reduction a thread: x = 16·piece + lane, z the group.</summary>
    /// <param name="states">[groups, pieces, 16].</param>
    public static void Gather<TKernel, TState>(Extent extent, int first, TKernel kernel, ArrayView<TState> states)
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged
    {
        int x = (Grid.IdxX * Group.DimX) + Group.IdxX, group = first + (Grid.IdxZ * Group.DimZ) + Group.IdxZ;

        if ((x < extent.Columns * 16) & (group < extent.Planes))
        {
            states[(((long)group * extent.Columns) * 16) + x] = kernel.Gather(x & 15, group, x >> 4);
        }
    }

    /// <summary>One lane of one group a thread, its pieces in their order: x = 16·group + lane.</summary>
    public static void Store<TKernel, TState>(Extent extent, int pieces, TKernel kernel, ArrayView<TState> states)
        where TKernel : struct, IReduction<TState>
        where TState : unmanaged
    {
        int x = (Grid.IdxX * Group.DimX) + Group.IdxX;

        if (x < extent.Columns * 16)
        {
            int lane = x & 15, group = x >> 4;
            long at = ((long)group * pieces * 16) + lane;
            TState total = states[at];

            for (int piece = 1; piece < pieces; piece++)
            {
                total = kernel.Combine(total, states[at + (16 * piece)]);
            }

            kernel.Store(lane, group, total);
        }
    }

    /// <summary>A staged kernel's group at (x, y, z) of the grid; the barriers stand here alone.</summary>
    public static void Staged<TKernel, TState>(int first, TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        GpuShared shared = new(SharedMemory.Allocate<Float4>(TKernel.Shared / 4).Cast<float>());
        int thread = Group.IdxX, column = Grid.IdxX, row = Grid.IdxY, plane = first + Grid.IdxZ, stages = kernel.Stages;
        TState state = default;

        for (int stage = 0; stage < stages; stage++)
        {
            kernel.Load(thread, column, row, plane, stage, shared, ref state);
            Group.Barrier();
            kernel.Step(thread, stage, shared, ref state);
            Group.Barrier();
        }

        kernel.Store(thread, column, row, plane, in state);
    }
}
