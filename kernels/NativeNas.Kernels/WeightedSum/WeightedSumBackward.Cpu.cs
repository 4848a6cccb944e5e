using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.WeightedSum;

/// <summary>A tile of dy stays in the first-level cache while every dx is written and every dot product taken from it.</summary>
public readonly partial struct WeightedSumBackward : ICpuForm
{
    public bool Covers => true;

    public unsafe void Run(CpuWork work)
    {
        int pieces = Tiles.Pieces(dy.Length / 16);
        using CpuScratch scratch = work.Rent(pieces * DotFloats);
        work.Phase(pieces, new Job(count, x, dx, wanted, accumulate, at, p, dy, dots is null ? null : scratch.Cells, work));

        if (dots is not null)
        {
            new Span<float>(scratch.Cells, DotFloats).CopyTo(new(work.Cells(dots.All), DotFloats));

            for (int piece = 1; piece < pieces; piece++)
            {
                for (int i = 0; i < DotFloats; i += 16)
                {
                    float* total = work.Cells(dots.All) + i;
                    (Vector512.Load(total) + Vector512.Load(scratch.Cells + (piece * DotFloats) + i)).Store(total);
                }
            }
        }
    }

    private readonly unsafe struct Job(
        int count, Eight<Region> x, Eight<Region> dx, int wanted, int accumulate, Eight<int> at, Region p, Region dy, float* dots, CpuWork work) : ICpuJob
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int piece)
        {
            (int first, int last) = Tiles.Of(piece, dy.Length / 16);
            float* d = work.Cells(dy);

            if (dots is not null)
            {
                new Span<float>(dots + (piece * DotFloats), DotFloats).Clear();
            }

            for (int start = first; start < last; start += Tiles.Blocks)
            {
                int from = start * 16, to = Math.Min(last, start + Tiles.Blocks) * 16;

                // Dots first: a load right behind a store whose address agrees in twelve bits would wait for it.
                for (int k = 0; k < count && dots is not null; k++)
                {
                    Dot(d, work.Cells(x[k]), dots + (piece * DotFloats) + (k * 16), from, to);
                }

                for (int k = 0; k < count; k++)
                {
                    if ((wanted >> k & 1) != 0)
                    {
                        Scale(d, work.Cells(dx[k]), work.Cells(p)[at[k]], (accumulate >> k & 1) != 0, from, to);
                    }
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Scale(float* dy, float* dx, float factor, bool adds, int from, int to)
        {
            Vector512<float> f = Vector512.Create(factor);

            for (int i = from; i < to; i += 16)
            {
                Vector512<float> value = f * Vector512.Load(dy + i);
                (adds ? Vector512.Load(dx + i) + value : value).Store(dx + i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Dot(float* dy, float* x, float* sum, int from, int to)
        {
            Vector512<float> a = Vector512.Load(sum), b = default, c = default, d = default;
            int i = from;

            for (; i + 64 <= to; i += 64)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.Load(dy + i), Vector512.Load(x + i), a);
                b = Vector512.FusedMultiplyAdd(Vector512.Load(dy + i + 16), Vector512.Load(x + i + 16), b);
                c = Vector512.FusedMultiplyAdd(Vector512.Load(dy + i + 32), Vector512.Load(x + i + 32), c);
                d = Vector512.FusedMultiplyAdd(Vector512.Load(dy + i + 48), Vector512.Load(x + i + 48), d);
            }

            for (; i < to; i += 16)
            {
                a = Vector512.FusedMultiplyAdd(Vector512.Load(dy + i), Vector512.Load(x + i), a);
            }

            ((a + c) + (b + d)).Store(sum);
        }
    }
}
