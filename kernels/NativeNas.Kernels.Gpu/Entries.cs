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

    /// <summary>Thread (x, y, z) of the grid is lanes 4·(x mod 4) … of column x / 4, row y, plane z.</summary>
    /// <param name="first">The plane of z = 0.</param>
    public static void Quads<TKernel>(Extent extent, int first, TKernel kernel)
        where TKernel : struct, IKernel
    {
        int x = (Grid.IdxX * Group.DimX) + Group.IdxX, row = (Grid.IdxY * Group.DimY) + Group.IdxY, plane = first + (Grid.IdxZ * Group.DimZ) + Group.IdxZ;

        if ((x < extent.Columns * 4) & (row < extent.Rows) & (plane < extent.Planes))
        {
            kernel.Invoke((x & 3) * 4, x >> 2, row, plane);
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
