using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The gradients of γ and β of one unit with weights from the sums of its norm.</summary>
internal readonly unsafe struct PutAffineJob(CpuWork work, MixedPlan plan, MixedCells cells, BackwardCells back, (GradientMemory? Gamma, GradientMemory? Beta)[] affine) : ICpuJob
{
    public void Run(int unit)
    {
        for (int block = 0; block < plan.Blocks; block++)
        {
            float* total = back.Total(back.SumsOf(unit), block);
            Vector512<float> share = back.Share(unit);
            Put(affine[unit].Gamma, block, share * cells.Inverse(unit, block) * Vector512.Load(total + 16));
            Put(affine[unit].Beta, block, share * Vector512.Load(total));
        }
    }

    private void Put(GradientMemory? gradient, int block, Vector512<float> value)
    {
        if (gradient is { } target)
        {
            float* at = work.Cells(target.Data) + (16 * block);
            (target.Accumulate ? Vector512.Load(at) + value : value).Store(at);
        }
    }
}
