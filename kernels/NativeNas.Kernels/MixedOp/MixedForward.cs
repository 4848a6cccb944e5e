using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using NativeNas.Kernels.WeightedSum;

namespace NativeNas.Kernels.MixedOp;

/// <summary>Of each edge y = Σ_k p[at k]·candidate_k(x) with the statistics of the batch, which it writes, as it does the raw outputs of units with weights.</summary>
public readonly partial struct MixedForward(MixedPlan plan, MixedMemory memory, float epsilon, Region[] y) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using MixedPieces pieces = new(on, plan, memory);

        for (int i = 0, unit = 0; i < plan.Ends.Length; i++)
        {
            for (; unit <= plan.Ends[i]; unit++)
            {
                Region raw = pieces.Raw(unit, compute: true);
                NormMemory norm = memory.Norms[unit];
                on.Run(new BatchStatistics(pieces.Outputs, epsilon, unbiased: true, raw, norm.Mean, norm.Variance, norm.Inverse));
            }

            Region part = plan.Ends[i] < 0 ? memory.X : pieces.Normalized(plan.Ends[i]);
            on.Run(new WeightedSumForward(Eight<Region>.Of([part]), 1, Eight<int>.Of([memory.At[i]]), memory.P, y[plan.EdgeOf(i)], continues: i % plan.Candidates > 0));
        }
    }
}
