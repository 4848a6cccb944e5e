using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Staged.Products;
using NativeNas.TestKit;

namespace NativeNas.Kernels.Tests.Staged;

/// <summary>
/// A group of a matrix product whose warps multiply by mma.sync: the kernel's own loads, takes and stores, and the cells
/// that <see cref="Fragments{TKernel}"/> gives each thread, as the CUDA form has them.
/// </summary>
internal static unsafe class TensorGroup<TKernel>
    where TKernel : struct, ITileProduct
{
    public static void Run(TKernel kernel, int column, int row, int plane, MatrixPrecision precision)
    {
        int threads = TKernel.Threads, runs = Fragments<TKernel>.Runs;
        float[] cells = new float[Fragments<TKernel>.Shared];
        ProductState[] states = new ProductState[threads];
        float[][,] sums = [.. Enumerable.Range(0, threads / 32 * 2 * runs).Select(_ => new float[32, 4])];

        fixed (float* first = cells)
        {
            PointerShared shared = new(first);
            cells.AsSpan().Fill(float.NaN);

            for (int stage = 0; stage < kernel.Stages; stage++)
            {
                for (int thread = 0; thread < threads; thread++)
                {
                    kernel.Load(thread, column, row, plane, stage, shared, ref states[thread]);
                }

                for (int part = 0; part < sums.Length; part++)
                {
                    Multiply(cells, part / (2 * runs) * 32, part / runs % 2, part % runs, precision, sums[part]);
                }
            }

            cells.AsSpan().Fill(float.NaN);

            for (int part = 0; part < sums.Length; part++)
            {
                Put(cells, part / (2 * runs) * 32, part / runs % 2, part % runs, sums[part]);
            }

            for (int thread = 0; thread < threads; thread++)
            {
                TKernel.Take(thread, shared, Fragments<TKernel>.SumPitch, ref states[thread]);
                kernel.Store(thread, column, row, plane, in states[thread]);
            }
        }
    }

    private static void Multiply(float[] cells, int warp, int m, int n, MatrixPrecision precision, float[,] sums)
    {
        float Left(int lane, int h, int j) => OperandRounding.Round(cells[Fragments<TKernel>.Left(warp + lane) + Fragments<TKernel>.LeftOffset(m, h, j)], precision);
        float Right(int lane, int j) => OperandRounding.Round(cells[Fragments<TKernel>.Right(warp + lane) + Fragments<TKernel>.RightOffset(n, j)], precision);

        if (precision == MatrixPrecision.Bf16)
        {
            WarpMultiplication.K16(Table(8, (lane, i) => Left(lane, (i >> 1) & 1, (i & 1) + (i >> 2 << 1))), Table(4, Right), sums);
        }
        else
        {
            WarpMultiplication.K8(Table(4, (lane, i) => Left(lane, i & 1, i >> 1)), Table(2, Right), sums);
            WarpMultiplication.K8(Table(4, (lane, i) => Left(lane, i & 1, (i >> 1) + 2)), Table(2, (lane, i) => Right(lane, i + 2)), sums);
        }
    }

    private static void Put(float[] cells, int warp, int m, int n, float[,] sums)
    {
        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < 4; i++)
            {
                cells[Fragments<TKernel>.Sum(warp + lane) + Fragments<TKernel>.SumOffset(m, i >> 1, n) + (i & 1)] = sums[lane, i];
            }
        }
    }

    private static float[,] Table(int registers, Func<int, int, float> value)
    {
        float[,] table = new float[32, registers];

        for (int lane = 0; lane < 32; lane++)
        {
            for (int i = 0; i < registers; i++)
            {
                table[lane, i] = value(lane, i);
            }
        }

        return table;
    }
}
