using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>Of one end Σ dy·(x̂·γ + β), or Σ dy·x of the identity, over all blocks.</summary>
internal readonly unsafe struct PutDotsJob(MixedPlan plan, MixedCells cells, BackwardCells back, float* dots) : ICpuJob
{
    public void Run(int end)
    {
        Vector512<float> sum = Vector512<float>.Zero;
        int unit = plan.Ends[end];

        for (int block = 0; block < plan.Blocks; block++)
        {
            (Vector512<float> scale, Vector512<float> shift) = unit < 0 ? (Vector512<float>.One, Vector512<float>.Zero) : (cells.Scale(unit, block), cells.Shift(unit, block));
            sum = Vector512.FusedMultiplyAdd(scale, Vector512.Load(back.Total(end, block) + 16), sum);
            sum = Vector512.FusedMultiplyAdd(shift, Vector512.Load(back.Total(end, block)), sum);
        }

        sum.Store(dots + (16 * end));
    }
}
