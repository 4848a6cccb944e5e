using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>Of one candidate Σ dy·(x̂·γ + β), or Σ dy·x of the identity, over all blocks.</summary>
/// <param name="identity">[images, blocks, 32].</param>
internal readonly unsafe struct PutDotsJob(MixedPlan plan, MixedCells cells, BackwardCells back, float* identity, float* dots) : ICpuJob
{
    public void Run(int candidate)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        int unit = plan.Ends[candidate];

        for (int block = 0; block < plan.Blocks && unit >= 0; block++)
        {
            sum = Vector512.FusedMultiplyAdd(cells.Scale(unit, block), Vector512.Load(back.Total(unit, block) + 16), sum);
            sum = Vector512.FusedMultiplyAdd(cells.Shift(unit, block), Vector512.Load(back.Total(unit, block)), sum);
        }

        for (int i = 0; i < plan.Images * plan.Blocks && unit < 0; i++)
        {
            sum += Vector512.Load(identity + (i * 32) + 16);
        }

        sum.Store(dots + (16 * candidate));
    }
}
