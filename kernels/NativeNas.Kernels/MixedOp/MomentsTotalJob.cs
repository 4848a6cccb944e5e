using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The statistics of one unit's norm from those of n images of p pixels: mean = Σ mean_i/n, Σ(x − mean)² = Σ squares_i + p·Σ(mean_i − mean)².</summary>
/// <param name="moments">[units, images, blocks, 32].</param>
internal readonly unsafe struct MomentsTotalJob(CpuWork work, MixedPlan plan, int[] units, NormMemory[] norms, float epsilon, float* moments) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int unit = units[piece / plan.Blocks], block = piece % plan.Blocks;
        float* first = moments + ((((nint)unit * plan.Images * plan.Blocks) + block) * 32), end = first + ((nint)plan.Images * plan.Blocks * 32);
        float pixels = plan.OutHeight * plan.OutWidth, count = pixels * plan.Images;
        Vector512<float> sum = Vector512<float>.Zero, within = Vector512<float>.Zero, between = Vector512<float>.Zero;

        for (float* at = first; at < end; at += plan.Blocks * 32)
        {
            sum += Vector512.Load(at);
            within += Vector512.Load(at + 16);
        }

        Vector512<float> mean = sum / Vector512.Create((float)plan.Images);

        for (float* at = first; at < end; at += plan.Blocks * 32)
        {
            Vector512<float> apart = Vector512.Load(at) - mean;
            between = Vector512.FusedMultiplyAdd(apart, apart, between);
        }

        Vector512<float> squares = Vector512.FusedMultiplyAdd(between, Vector512.Create(pixels), within);
        NormMemory norm = norms[unit];
        mean.Store(work.Cells(norm.Mean) + (16 * block));
        (squares / Vector512.Create(Math.Max(1f, count - 1f))).Store(work.Cells(norm.Variance) + (16 * block));
        (Vector512<float>.One / Vector512.Sqrt((squares / Vector512.Create(count)) + Vector512.Create(epsilon))).Store(work.Cells(norm.Inverse) + (16 * block));
    }
}
