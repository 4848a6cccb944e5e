using System.Runtime.CompilerServices;
using ILGPU;
using NativeNas.Kernels.Staged;

namespace NativeNas.Kernels.Gpu;

/// <summary>Staged kernels on a device whose groups have fewer threads than theirs (ILGPU's debugger): one thread runs a whole group, its threads in turn.</summary>
internal static class Turns
{
    /// <summary>The group of that number, counted along x, then y, then z.</summary>
    public static void Run<TKernel, TState>(Extent groups, TKernel kernel)
        where TKernel : struct, IStagedKernel<TState>
        where TState : unmanaged
    {
        int number = (Grid.IdxX * Group.DimX) + Group.IdxX, threads = TKernel.Threads, stages = kernel.Stages;
        int column = number % groups.Columns, row = number / groups.Columns % groups.Rows, plane = number / groups.Columns / groups.Rows;
        GpuShared shared = new(LocalMemory.Allocate<Float4>(TKernel.Shared / 4).Cast<float>());
        ArrayView<TState> states = LocalMemory.Allocate<TState>(TKernel.Threads);

        if (plane >= groups.Planes)
        {
            return;
        }

        for (int thread = 0; thread < threads; thread++)
        {
            states[thread] = default;
        }

        for (int stage = 0; stage < stages; stage++)
        {
            for (int thread = 0; thread < threads; thread++)
            {
                kernel.Load(thread, column, row, plane, stage, shared, ref states[thread]);
            }

            for (int thread = 0; thread < threads; thread++)
            {
                kernel.Step(thread, stage, shared, ref states[thread]);
            }
        }

        for (int thread = 0; thread < threads; thread++)
        {
            kernel.Store(thread, column, row, plane, in states[thread]);
        }

        Keep(shared, states);
    }

    /// <summary>Holds the debugger's local memory until here: once no view of it is left, it is freed, references into it or not.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<TState>(GpuShared shared, ArrayView<TState> states)
        where TState : unmanaged
    {
    }
}
