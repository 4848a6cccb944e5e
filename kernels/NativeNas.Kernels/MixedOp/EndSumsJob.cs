using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One image's sums of the norm at every end, and of an identity Σ dy and Σ dy·x in place of them.</summary>
/// <param name="identities">Whether those of identities are wanted.</param>
internal readonly unsafe struct EndSumsJob(MixedPlan plan, MixedCells cells, BackwardCells back, bool identities) : ICpuJob
{
    public void Run(int image)
    {
        int pixels = plan.OutHeight * plan.OutWidth;

        for (int block = 0; block < plan.Blocks; block++)
        {
            for (int end = 0; end < plan.Ends.Length; end++)
            {
                new Span<float>(back.Partial(end, image, block), 32).Clear();
            }

            for (int first = 0; first < pixels; first += MixedCells.PixelsAtATime)
            {
                AddKept(image, block, first, Math.Min(MixedCells.PixelsAtATime, pixels - first));
            }

            for (int unit = 0; unit < plan.Units.Count; unit++)
            {
                if (plan.Units[unit].Weighted < 0)
                {
                    AddPooled(unit, image, block);
                }
            }
        }
    }

    private void AddKept(int image, int block, int first, int pixels)
    {
        nint at = (((nint)block * plan.OutHeight * plan.OutWidth) + first) * 16;

        for (int end = 0; end < plan.Ends.Length; end++)
        {
            int unit = plan.Ends[end];

            if (unit < 0 ? identities : plan.Units[unit].Weighted >= 0)
            {
                Vector512<float> mean = unit < 0 ? Vector512<float>.Zero : cells.Mean(unit, block);
                NormPlane.AddSums(cells.Output(end, image, block) + (first * 16), cells.Read(unit, image) + at, pixels, mean, back.Partial(end, image, block));
            }
        }
    }

    private void AddPooled(int unit, int image, int block)
    {
        PoolPlane pool = cells.Pool(unit);
        using PieceScratch scratch = PieceScratch.Rent(pool.Scratch), pooled = PieceScratch.Rent(plan.OutWidth * 16);
        pool.Surround(scratch.Cells);

        for (int row = 0; row < plan.OutHeight; row++)
        {
            pool.Forward(cells.Plane(image, block), row, scratch.Cells, pooled.Cells);

            foreach (int end in plan.EndsAt(unit))
            {
                NormPlane.AddSums(cells.Output(end, image, block) + (row * plan.OutWidth * 16), pooled.Cells, plan.OutWidth, cells.Mean(unit, block), back.Partial(end, image, block));
            }
        }
    }
}
