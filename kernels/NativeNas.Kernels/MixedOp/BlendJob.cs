using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.SeparableConvolution;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One image of every edge's y = Σ p_k·norm_k(raw_k); poolings are computed again, once for all edges.</summary>
internal readonly unsafe struct BlendJob(MixedPlan plan, MixedCells cells) : ICpuJob
{
    public void Run(int image)
    {
        int pixels = plan.OutHeight * plan.OutWidth;

        for (int block = 0; block < plan.Blocks; block++)
        {
            for (int first = 0; first < pixels; first += MixedCells.PixelsAtATime)
            {
                for (int edge = 0; edge < plan.Edges; edge++)
                {
                    AddKept(edge, image, block, first, Math.Min(MixedCells.PixelsAtATime, pixels - first));
                }
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

    /// <summary>An edge's candidates that lie in memory, on a run of pixels.</summary>
    private void AddKept(int edge, int image, int block, int first, int pixels)
    {
        int start = edge * plan.Candidates;
        nint at = (((nint)block * plan.OutHeight * plan.OutWidth) + first) * 16;
        float* target = cells.Output(start, image, block) + (first * 16);
        bool begun = false;

        for (int end = start; end < start + plan.Candidates; end++)
        {
            int unit = plan.Ends[end];

            if (unit < 0 || plan.Units[unit].Weighted >= 0)
            {
                Put(end, block, cells.Read(unit, image) + at, pixels, target, begun);
                begun = true;
            }
        }

        if (!begun)
        {
            new Span<float>(target, pixels * 16).Clear();
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
                Put(end, block, pooled.Cells, plan.OutWidth, cells.Output(end, image, block) + (row * plan.OutWidth * 16), accumulate: true);
            }
        }
    }

    private void Put(int end, int block, float* x, int pixels, float* target, bool accumulate)
    {
        int unit = plan.Ends[end];
        Vector512<float> share = Vector512.Create(cells.Share(end));

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
