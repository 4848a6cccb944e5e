using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>
/// A norm is a barrier over the batch; between two of them all is local to an image, which lies in a cache: a phase over
/// the images for each group of units that read the same, then one that sums the candidates.
/// </summary>
public readonly partial struct MixedForward : ICpuForm
{
    public bool Covers => plan.FitsImages;

    public unsafe void Run(CpuWork work)
    {
        using CpuScratch constants = work.Rent(MixedCells.Constants(plan)), moments = work.Rent(Math.Max(1, plan.Units.Count) * plan.Images * plan.Blocks * 32);
        MixedCells cells = new(work, plan, memory, y, constants.Cells);

        foreach (ReadGroup group in ReadGroup.Of(plan).Where(group => group.Units.Length > 0))
        {
            int[] units = group.Units;
            work.Phase(plan.Images, new GroupForwardJob(plan, group, cells, moments.Cells));
            work.Phase(units.Length * plan.Blocks, new MomentsTotalJob(work, plan, units, memory.Norms, epsilon, moments.Cells));
        }

        work.Phase(plan.Images, new BlendJob(plan, cells));
    }
}
