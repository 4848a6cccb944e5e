using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The statistics of one unit's norm: the images' moments combined in their order.</summary>
/// <param name="moments">[units, images, blocks, 32].</param>
internal readonly unsafe struct MomentsTotalJob(CpuWork work, MixedPlan plan, int[] units, NormMemory[] norms, float epsilon, float* moments) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int unit = units[piece / plan.Blocks], block = piece % plan.Blocks;
        Moments<Block> total = Of(unit, 0, block);

        for (int image = 1; image < plan.Images; image++)
        {
            total = Moments<Block>.Combine(total, Of(unit, image, block));
        }

        NormMemory norm = norms[unit];
        Block one = Block.Of(1f), fewer = Block.IfLess(one, total.Count, total.Count - one, one);
        *(Block*)(work.Cells(norm.Mean) + (16 * block)) = total.Mean;
        *(Block*)(work.Cells(norm.Variance) + (16 * block)) = total.Squares / fewer;
        *(Block*)(work.Cells(norm.Inverse) + (16 * block)) = one / Block.Sqrt((total.Squares / total.Count) + Block.Of(epsilon));
    }

    private Moments<Block> Of(int unit, int image, int block)
    {
        float* at = moments + (((((nint)unit * plan.Images) + image) * plan.Blocks) + block) * 32;
        return new() { Count = Block.Of(plan.OutHeight * plan.OutWidth), Mean = new(Vector512.Load(at)), Squares = new(Vector512.Load(at + 16)) };
    }
}
