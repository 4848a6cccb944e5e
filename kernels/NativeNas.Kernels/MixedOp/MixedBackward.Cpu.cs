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
        int sums = BackwardCells.Sums(plan) * plan.Blocks * 32;
        WeightShares layout = new(plan);
        bool weights = gradients.WantsWeights;
        using CpuScratch constants = work.Rent(MixedCells.Constants(plan)), partials = work.Rent(sums * plan.Images), totals = work.Rent(sums);
        using CpuScratchRow shares = work.RentEach(weights ? plan.Edges : 0, checked(layout.Chunks * layout.Length));
        int[] read = [.. plan.Units.Select(unit => unit.Source).Where(source => source >= 0).Distinct()];
        using CpuScratchRow gradient = work.RentEach(read.Length, checked(plan.Images * plan.OutputFloats));
        float*[] inner = new float*[plan.Units.Count];

        for (int i = 0; i < read.Length; i++)
        {
            inner[read[i]] = gradient.Cells[i];
        }

        MixedCells cells = new(work, plan, memory, dy, constants.Cells);
        BackwardCells back = new(plan, cells, inner, partials.Cells, totals.Cells);
        int[] ends = [.. Enumerable.Range(0, plan.Ends.Length)];
        work.Phase(plan.Images, new EndSumsJob(plan, cells, back, identities: gradients.Dots is not null));
        work.Phase(ends.Length * plan.Blocks, new SumsTotalJob(plan, ends, back));

        if (gradients.Dots is { } dots)
        {
            work.Phase(plan.Ends.Length, new PutDotsJob(plan, cells, back, work.Cells(dots)));
        }

        if (gradients.Dx is null && !weights && !gradients.WantsAffine)
        {
            return;
        }

        float* dx = gradients.Dx is { } target ? work.Cells(target.Data) : null;

        foreach (ReadGroup group in ReadGroup.Of(plan).Reverse())
        {
            work.Phase(layout.Chunks, new GroupBackwardJob(
                plan, group, cells, back, layout, dx, gradients.Dx is { Accumulate: true }, shares.Cells));

            if (group.Source >= 0)
            {
                work.Phase(plan.Blocks, new SumsTotalJob(plan, [back.SumsOf(group.Source)], back));
            }
        }

        if (weights)
        {
            ShareSumJob sum = new(layout, shares.Cells);
            work.Phase(sum.Pieces, sum);
            work.Phase(plan.Weighted, new PutWeightsJob(work, plan, layout, gradients, shares.Cells));
        }

        if (gradients.Affine is { } affine)
        {
            work.Phase(affine.Length, new PutAffineJob(work, plan, cells, back, affine));
        }
    }
}
