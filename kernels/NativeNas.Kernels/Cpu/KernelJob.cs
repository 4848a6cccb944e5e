using System.Runtime.CompilerServices;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.Cpu;

/// <summary>A kernel's extent cut into runs of rows, or of columns where there are few rows.</summary>
internal readonly struct KernelJob<TKernel, TValue>(Extent extent, int threads, TKernel kernel) : ICpuJob
    where TKernel : struct, IKernel
    where TValue : unmanaged, IValue<TValue>
{
    private const int PiecesAThread = 4;
    private const int BlocksAPiece = 256;

    public static int Pieces(Extent extent, int threads)
    {
        (int across, int down) = Cut(extent, threads);
        return across * down;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        (int across, int down) = Cut(extent, threads);
        int rows = extent.Rows * extent.Planes;
        int i = piece / across, j = piece % across;
        int first = (int)((long)rows * i / down), last = (int)((long)rows * (i + 1) / down);
        int left = (int)((long)extent.Columns * j / across), right = (int)((long)extent.Columns * (j + 1) / across);
        TKernel k = kernel;

        for (int r = first; r < last; r++)
        {
            int plane = r / extent.Rows, row = r - (plane * extent.Rows);

            for (int column = left; column < right; column++)
            {
                for (int lane = 0; lane < 16; lane += TValue.Lanes)
                {
                    k.Invoke(lane, column, row, plane);
                }
            }
        }
    }

    private static (int Across, int Down) Cut(Extent extent, int threads)
    {
        long rows = (long)extent.Rows * extent.Planes, blocks = rows * extent.Columns;
        int wanted = threads == 1 ? 1 : (int)Math.Clamp(blocks / BlocksAPiece, 1, (long)threads * PiecesAThread);
        int down = (int)Math.Min(rows, wanted);
        return (Math.Min(extent.Columns, (wanted + down - 1) / down), down);
    }
}

/// <summary>Gathers one piece of one group; a scalar device does the sixteen lanes in turn.</summary>
internal readonly unsafe struct GatherJob<TKernel, TState, TValue>(TKernel kernel, TState* states, int pieces) : ICpuJob
    where TKernel : struct, IReduction<TState>
    where TState : unmanaged
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int group = piece / pieces;
        TState* state = states + ((long)piece * (16 / TValue.Lanes));

        for (int lane = 0; lane < 16; lane += TValue.Lanes)
        {
            *state++ = kernel.Gather(lane, group, piece - (group * pieces));
        }
    }
}

/// <summary>Combines a group's pieces in their order and stores the total.</summary>
internal readonly unsafe struct StoreJob<TKernel, TState, TValue>(TKernel kernel, TState* states, int pieces) : ICpuJob
    where TKernel : struct, IReduction<TState>
    where TState : unmanaged
    where TValue : unmanaged, IValue<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int group)
    {
        int width = 16 / TValue.Lanes;

        for (int i = 0; i < width; i++)
        {
            TState* state = states + ((long)group * pieces * width) + i;
            TState total = *state;

            for (int piece = 1; piece < pieces; piece++)
            {
                total = kernel.Combine(total, state[(long)piece * width]);
            }

            kernel.Store(i * TValue.Lanes, group, total);
        }
    }
}
