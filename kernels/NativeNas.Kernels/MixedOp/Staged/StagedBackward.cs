using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using NativeNas.Kernels.WeightedSum;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>
/// An edge after another: the sums that the mixture's weights and the norms need in one reduction over all candidates,
/// the gradients of what the norms read in one launch, then the units, their gradients of x in one launch.
/// </summary>
internal sealed class StagedBackward<TView, TValue> : IDisposable
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly Device<TView, TValue> on;
    private readonly MixedPlan plan;
    private readonly MixedMemory memory;
    private readonly MixedGradients gradients;
    private readonly MixedViews<TView, TValue> views;
    private readonly StagedUnits<TView, TValue> units;
    private readonly PoolGradients pools;

    public StagedBackward(Device<TView, TValue> on, MixedPlan plan, MixedMemory memory, MixedGradients gradients)
    {
        (this.on, this.plan, this.memory, this.gradients) = (on, plan, memory, gradients);
        views = new(on, plan, memory);
        pools = new(on, plan, gradients.Dx is not null);
        units = new(on, plan, memory, gradients, views, pools);
    }

    private bool WantsUnits => gradients.Dx is not null || gradients.WantsWeights || gradients.WantsAffine;

    public void Run(int edge, Region dy)
    {
        int written = plan.Images * plan.OutputFloats, first = edge * plan.Candidates;
        int[] ends = [.. Enumerable.Range(first, plan.Candidates)];
        int[] separable = [.. ends.Where(end => plan.Ends[end] >= 0 && plan.Units[plan.Ends[end]].Kind == UnitKind.Separable)];
        using Buffer? raws = WantsUnits && separable.Length > 0 ? on.Allocate(checked(separable.Length * written)) : null;
        Dictionary<int, Region> targets = [];

        for (int i = 0; raws is not null && i < separable.Length; i++)
        {
            targets.Add(separable[i], new(raws, i * written, written));
        }

        foreach (int[] some in ends.Chunk(Eight<int>.Places))
        {
            Take(some, dy, targets);
        }

        if (WantsUnits)
        {
            Reduce(ends, dy);
            units.Run([.. separable.Select(end => (plan.Ends[end], targets[end]))], edge == plan.Edges - 1);
        }
    }

    public void PutPools() => units.PutPools();

    public void Dispose()
    {
        units.Dispose();
        pools.Dispose();
        views.Dispose();
    }

    /// <summary>The sums of up to eight ends, and the gradients of what their norms read.</summary>
    private void Take(int[] ends, Region dy, Dictionary<int, Region> targets)
    {
        using Buffer sums = on.Allocate(9 * plan.Blocks * 16);
        Eight<MixedPart<TView>> parts = Eight<MixedPart<TView>>.Of([.. ends.Select((end, i) => views.Part(plan.Ends[end], i, end))]);
        on.Reduce<EndSums<TView, TValue>, EndTotals<TValue>>(
            plan.Blocks, views.Outputs.Pieces, new(views.Outputs, views.Pool, ends.Length, parts, on.View(dy), on.View(sums.All)));

        if (gradients.Dots is { } dots)
        {
            Region target = dots.From(16 * ends[0]) with { Length = 16 * ends.Length };
            on.Launch(new(1, ends.Length, 1), new EndDots<TView, TValue>(plan.Blocks, parts, on.View(sums.All), on.View(target)));
        }

        List<MixedPart<TView>> wanted = [];

        for (int i = 0; i < ends.Length; i++)
        {
            int unit = plan.Ends[ends[i]];
            PutAffine(ends[i], new(sums, i * plan.Blocks * 16, plan.Blocks * 16), new(sums, 8 * plan.Blocks * 16, plan.Blocks * 16));

            if (targets.TryGetValue(ends[i], out Region raw))
            {
                wanted.Add(views.Part(unit, i, ends[i], raw));
            }
            else if (unit < 0 && gradients.Dx is { } dx)
            {
                wanted.Add(views.Part(unit, i, ends[i], dx.Data, units.TakesInput()));
            }
            else if (unit >= 0 && plan.Units[unit].Weighted < 0 && gradients.Dx is not null)
            {
                UnitKind kind = plan.Units[unit].Kind;
                wanted.Add(views.Part(unit, i, ends[i], pools.Of(kind), pools.Takes(kind)));
            }
        }

        if (wanted.Count > 0)
        {
            float share = 1f / ((float)plan.Images * plan.OutHeight * plan.OutWidth);
            on.Launch(
                views.Pool.Outputs,
                new EndGradients<TView, TValue>(
                    views.Pool, new(views.Pool, countPadding: false), share, wanted.Count, Eight<MixedPart<TView>>.Of([.. wanted]), on.View(memory.P), on.View(dy), on.View(sums.All), on.View(pools.Winners ?? dy)));
        }
    }

    /// <summary>Reductions go back as their composition does.</summary>
    private void Reduce(int[] ends, Region dy)
    {
        foreach (int end in ends.Where(end => plan.Ends[end] >= 0 && plan.Units[plan.Ends[end]].Kind == UnitKind.Reduction))
        {
            using Buffer part = on.Allocate(dy.Length);
            Region g = part.All with { Length = dy.Length };
            on.Run(new WeightedSumForward(Eight<Region>.Of([dy]), 1, Eight<int>.Of([memory.At[end]]), memory.P, g, continues: false));
            using MixedPieces pieces = new(on, plan, memory);
            MixedGradients all = gradients with { Dx = gradients.Dx is { } dx ? new(dx.Data, units.TakesInput()) : null };
            using MixedPiecesBackward back = new(on, plan, memory, pieces, all);
            back.Run(plan.Ends[end], g);
        }
    }

    /// <summary>γ's and β's gradients of an end's norm, of which p·Σ dy·v̂ and p·Σ dy are the sums.</summary>
    private void PutAffine(int end, Region along, Region dy)
    {
        if (plan.Ends[end] >= 0 && gradients.Affine is { } affine)
        {
            Put(affine[plan.Ends[end]].Gamma, along);
            Put(affine[plan.Ends[end]].Beta, dy);
        }

        void Put(GradientMemory? gradient, Region sums)
        {
            if (gradient is { } target)
            {
                Region source = sums with { Length = target.Data.Length };
                on.Run(new WeightedSumForward(Eight<Region>.Of([source]), 1, Eight<int>.Of([memory.At[end]]), memory.P, target.Data, target.Accumulate));
            }
        }
    }
}
