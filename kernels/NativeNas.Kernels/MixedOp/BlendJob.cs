using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One image of y = Σ p_k·norm_k(raw_k); poolings are computed again.</summary>
internal readonly unsafe struct BlendJob(MixedPlan plan, MixedCells cells, float* y) : ICpuJob
{
    /// <summary>Of y: 8 KB stay in the first-level cache while every candidate is added.</summary>
    private const int PixelsAtATime = 128;

    public void Run(int image)
    {
        int pixels = plan.OutHeight * plan.OutWidth;
        float* target = y + ((nint)image * plan.OutputFloats);

        for (int block = 0; block < plan.Blocks; block++, target += pixels * 16)
        {
            for (int first = 0; first < pixels; first += PixelsAtATime)
            {
                AddKept(image, block, first, Math.Min(PixelsAtATime, pixels - first), target + (first * 16));
            }

            for (int k = 0; k < plan.Ends.Length; k++)
            {
                if (plan.Ends[k] is var unit && unit >= 0 && plan.Units[unit].Weighted < 0)
                {
                    AddPooled(k, image, block, target);
                }
            }
        }
    }

    /// <summary>The candidates that lie in memory, on a run of pixels.</summary>
    private void AddKept(int image, int block, int first, int pixels, float* target)
    {
        nint at = (((nint)block * plan.OutHeight * plan.OutWidth) + first) * 16;
        bool begun = false;

        for (int k = 0; k < plan.Ends.Length; k++)
        {
            int unit = plan.Ends[k];

            if (unit < 0 || plan.Units[unit].Weighted >= 0)
            {
                Put(k, block, (unit < 0 ? cells.X + ((nint)image * plan.InputFloats) : cells.Raw(unit, image)) + at, pixels, target, begun);
                begun = true;
            }
        }

        if (!begun)
        {
            new Span<float>(target, pixels * 16).Clear();
        }
    }

    private void AddPooled(int candidate, int image, int block, float* target)
    {
        PoolPlane pool = cells.Pool(plan.Ends[candidate]);
        using PieceScratch scratch = PieceScratch.Rent(pool.Scratch), pooled = PieceScratch.Rent(plan.OutWidth * 16);
        pool.Surround(scratch.Cells);

        for (int row = 0; row < plan.OutHeight; row++, target += plan.OutWidth * 16)
        {
            pool.Forward(cells.Plane(image, block), row, scratch.Cells, pooled.Cells);
            Put(candidate, block, pooled.Cells, plan.OutWidth, target, accumulate: true);
        }
    }

    private void Put(int candidate, int block, float* x, int pixels, float* target, bool accumulate)
    {
        int unit = plan.Ends[candidate];
        Vector512<float> share = Vector512.Create(cells.Share(candidate));

        if (unit < 0)
        {
            NormPlane.Put(x, pixels, default, share, default, target, accumulate);
        }
        else
        {
            NormPlane.Put(x, pixels, cells.Mean(unit, block), share * cells.Scale(unit, block), share * cells.Shift(unit, block), target, accumulate);
        }
    }
}
