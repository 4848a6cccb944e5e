using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A run of the first share becomes the sum of all, in their order.</summary>
internal readonly unsafe struct ShareSumJob(WeightShares layout, float* shares) : ICpuJob
{
    public const int FloatsAPiece = 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int last = Math.Min(layout.Length, (piece + 1) * FloatsAPiece);

        for (int i = piece * FloatsAPiece; i < last; i += 16)
        {
            Vector512<float> sum = Vector512.Load(shares + i);

            for (int chunk = 1; chunk < layout.Chunks; chunk++)
            {
                sum += Vector512.Load(shares + ((nint)chunk * layout.Length) + i);
            }

            sum.Store(shares + i);
        }
    }
}
