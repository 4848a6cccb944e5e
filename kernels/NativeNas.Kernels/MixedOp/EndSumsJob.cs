using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One image's sums of the norms that end a candidate, and of the identity Σ dy·x in place of them.</summary>
/// <param name="ends">The last units of the candidates whose sums are wanted, −1 for the identity.</param>
/// <param name="identity">[images, blocks, 32].</param>
internal readonly unsafe struct EndSumsJob(MixedPlan plan, int[] ends, MixedCells cells, BackwardCells back, float* dy, float* identity) : ICpuJob
{
    private const int PixelsAtATime = 128;

    public void Run(int image)
    {
        int pixels = plan.OutHeight * plan.OutWidth;

        for (int block = 0; block < plan.Blocks; block++)
        {
            float* g = dy + ((nint)image * plan.OutputFloats) + ((nint)block * pixels * 16);

            foreach (int unit in ends)
            {
                new Span<float>(Sums(unit, image, block), 32).Clear();
            }

            for (int first = 0; first < pixels; first += PixelsAtATime)
            {
                AddKept(image, block, first, Math.Min(PixelsAtATime, pixels - first), g + (first * 16));
            }

            foreach (int unit in ends)
            {
                if (unit >= 0 && plan.Units[unit].Weighted < 0)
                {
                    AddPooled(unit, image, block, g);
                }
            }
        }
    }

    private void AddKept(int image, int block, int first, int pixels, float* g)
    {
        nint at = (((nint)block * plan.OutHeight * plan.OutWidth) + first) * 16;

        foreach (int unit in ends)
        {
            if (unit < 0)
            {
                NormPlane.AddSums(g, cells.X + ((nint)image * plan.InputFloats) + at, pixels, Vector512<float>.Zero, Sums(unit, image, block));
            }
            else if (plan.Units[unit].Weighted >= 0)
            {
                NormPlane.AddSums(g, cells.Raw(unit, image) + at, pixels, cells.Mean(unit, block), Sums(unit, image, block));
            }
        }
    }

    private void AddPooled(int unit, int image, int block, float* g)
    {
        PoolPlane pool = cells.Pool(unit);
        using PieceScratch scratch = PieceScratch.Rent(pool.Scratch), pooled = PieceScratch.Rent(plan.OutWidth * 16);
        pool.Surround(scratch.Cells);

        for (int row = 0; row < plan.OutHeight; row++, g += plan.OutWidth * 16)
        {
            pool.Forward(cells.Plane(image, block), row, scratch.Cells, pooled.Cells);
            NormPlane.AddSums(g, pooled.Cells, plan.OutWidth, cells.Mean(unit, block), Sums(unit, image, block));
        }
    }

    private float* Sums(int unit, int image, int block) => unit < 0 ? identity + ((((nint)image * plan.Blocks) + block) * 32) : back.Partial(unit, image, block);
}
