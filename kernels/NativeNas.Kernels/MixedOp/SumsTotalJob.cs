using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>One pair of sums of a norm: the images' added in their order.</summary>
/// <param name="sums">The pairs that are wanted.</param>
internal readonly unsafe struct SumsTotalJob(MixedPlan plan, int[] sums, BackwardCells back) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int one = sums[piece / plan.Blocks], block = piece % plan.Blocks;
        Vector512<float> a = Vector512<float>.Zero, b = Vector512<float>.Zero;

        for (int image = 0; image < plan.Images; image++)
        {
            float* partial = back.Partial(one, image, block);
            a += Vector512.Load(partial);
            b += Vector512.Load(partial + 16);
        }

        a.Store(back.Total(one, block));
        b.Store(back.Total(one, block) + 16);
    }
}
