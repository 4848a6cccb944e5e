using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// First the sums of the norms that end candidates, whose gradient is p_k·dy: the mixture weights' gradients are among
/// them. Then a phase over chunks of images for each group of units that read the same, the last group first.
/// </summary>
public readonly partial struct MixedBackward : ICpuForm
{
    public bool Covers => plan.FitsImages;

    public unsafe void Run(CpuWork work)
    {
        int norms = Math.Max(1, plan.Units.Count) * plan.Blocks * 32, ends = plan.Images * plan.Blocks * 32;
        WeightShares layout = new(plan);
        bool weights = gradients.WantsWeights;
        using CpuScratch constants = work.Rent(MixedCells.Constants(plan)), partials = work.Rent(norms * plan.Images), totals = work.Rent(norms), identity = work.Rent(ends);
        using CpuScratch shares = work.Rent(weights ? checked(layout.Chunks * layout.Length) : 16);
        int[] read = [.. plan.Units.Select(unit => unit.Source).Where(source => source >= 0).Distinct()];
        using CpuScratch gradient = work.Rent(Math.Max(16, checked(read.Length * plan.Images * plan.OutputFloats)));
        float*[] inner = new float*[plan.Units.Count];

        for (int i = 0; i < read.Length; i++)
        {
            inner[read[i]] = gradient.Cells + ((nint)i * plan.Images * plan.OutputFloats);
        }

        MixedCells cells = new(work, plan, memory, constants.Cells);
        BackwardCells back = new(plan, cells, work.Cells(dy), inner, partials.Cells, totals.Cells);
        int[] last = [.. plan.Ends.Where(end => end >= 0)];
        work.Phase(plan.Images, new EndSumsJob(plan, gradients.Dots is null ? last : plan.Ends, cells, back, work.Cells(dy), identity.Cells));

        if (last.Length > 0)
        {
            work.Phase(last.Length * plan.Blocks, new SumsTotalJob(plan, last, back));
        }

        if (gradients.Dots is { } dots)
        {
            work.Phase(plan.Ends.Length, new PutDotsJob(plan, cells, back, identity.Cells, work.Cells(dots)));
        }

        if (gradients.Dx is null && !weights && !gradients.WantsAffine)
        {
            return;
        }

        float* dx = gradients.Dx is { } target ? work.Cells(target.Data) : null;

        foreach (ReadGroup group in ReadGroup.Of(plan).Reverse())
        {
            work.Phase(layout.Chunks, new GroupBackwardJob(
                plan, group, cells, back, layout, work.Cells(dy), dx, gradients.Dx is { Accumulate: true }, weights ? shares.Cells : null));

            if (group.Source >= 0)
            {
                work.Phase(plan.Blocks, new SumsTotalJob(plan, [group.Source], back));
            }
        }

        if (weights)
        {
            work.Phase((layout.Length + ShareSumJob.FloatsAPiece - 1) / ShareSumJob.FloatsAPiece, new ShareSumJob(layout, shares.Cells));
            work.Phase(plan.Weighted, new PutWeightsJob(work, plan, layout, gradients, shares.Cells));
        }

        if (gradients.Affine is { } affine)
        {
            work.Phase(affine.Length, new PutAffineJob(work, plan, cells, back, affine));
        }
    }
}
