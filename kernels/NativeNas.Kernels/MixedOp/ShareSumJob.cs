using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Kernels.MixedOp;

/// <summary>A run of an edge's first share becomes the sum of all, in their order.</summary>
internal readonly unsafe struct ShareSumJob(WeightShares layout, float*[] edges) : ICpuJob
{
    private const int FloatsAPiece = 1024;

    /// <summary>Runs of all edges.</summary>
    public int Pieces => Runs * edges.Length;

    private int Runs => (layout.Length + FloatsAPiece - 1) / FloatsAPiece;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        float* shares = edges[piece / Runs];
        int from = piece % Runs * FloatsAPiece, last = Math.Min(layout.Length, from + FloatsAPiece);

        for (int i = from; i < last; i += 16)
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
