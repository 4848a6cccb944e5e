using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The sums of one unit's norm: the images' added in their order.</summary>
internal readonly unsafe struct SumsTotalJob(MixedPlan plan, int[] units, BackwardCells back) : ICpuJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int unit = units[piece / plan.Blocks], block = piece % plan.Blocks;
        Vector512<float> a = Vector512<float>.Zero, b = Vector512<float>.Zero;

        for (int image = 0; image < plan.Images; image++)
        {
            float* partial = back.Partial(unit, image, block);
            a += Vector512.Load(partial);
            b += Vector512.Load(partial + 16);
        }

        a.Store(back.Total(unit, block));
        b.Store(back.Total(unit, block) + 16);
    }
}
