using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>
/// Depthwise convolutions and statistics of up to eight candidates a launch, the sum of an edge one launch; poolings
/// are computed as they are read, and nothing normalized is stored.
/// </summary>
internal sealed class StagedForward<TView, TValue>(Device<TView, TValue> on, MixedPlan plan, MixedMemory memory, float epsilon) : IDisposable
    where TView : struct, IView<TValue>
    where TValue : unmanaged, IValue<TValue>
{
    private readonly MixedViews<TView, TValue> views = new(on, plan, memory);

    public void Run(Region[] y)
    {
        for (int stage = 0; plan.Units.Any(unit => unit.Stage == stage); stage++)
        {
            int[] units = [.. Enumerable.Range(0, plan.Units.Count).Where(unit => plan.Units[unit].Stage == stage)];

            foreach (int[] some in Chunks(units, UnitKind.Separable))
            {
                Convolve(some);
            }

            foreach (int[] some in Chunks(units, UnitKind.Reduction))
            {
                Reduce(some);
            }

            foreach (int[] some in units.Chunk(Eight<int>.Places))
            {
                Eight<MixedPart<TView>> parts = Eight<MixedPart<TView>>.Of([.. some.Select(unit => views.Part(unit, 0, -1))]);
                on.Reduce<PartStatistics<TView, TValue>, Moments<TValue>>(some.Length * plan.Blocks, views.Outputs.Pieces, new(views.Outputs, views.Pool, epsilon, parts));
            }
        }

        for (int edge = 0; edge < y.Length; edge++)
        {
            Blend(edge, y[edge]);
        }
    }

    public void Dispose() => views.Dispose();

    private IEnumerable<int[]> Chunks(int[] units, UnitKind kind) => units.Where(unit => plan.Units[unit].Kind == kind).Chunk(Eight<int>.Places);

    private void Convolve(int[] units)
    {
        int written = plan.Images * plan.OutputFloats;
        using Buffer between = on.Allocate(checked(units.Length * written));
        Region[] outputs = [.. units.Select((_, i) => new Region(between, i * written, written))];
        PartLaunch.Depthwise(on, plan, views, units, outputs);

        for (int i = 0; i < units.Length; i++)
        {
            MixedUnit u = plan.Units[units[i]];
            on.Run(new ConvolutionForward(MixedPieces.Pointwise(u), outputs[i], memory.Weights[u.Weighted].Second, null, memory.Raws[u.Weighted]));
        }
    }

    private void Reduce(int[] units)
    {
        using MixedPieces pieces = new(on, plan, memory);

        foreach (int unit in units)
        {
            pieces.Raw(unit, compute: true);
        }
    }

    private void Blend(int edge, Region y)
    {
        for (int done = 0; done < plan.Candidates; done += Eight<int>.Places)
        {
            int first = (edge * plan.Candidates) + done, count = Math.Min(Eight<int>.Places, plan.Candidates - done);
            Eight<MixedPart<TView>> parts = Eight<MixedPart<TView>>.Of([.. Enumerable.Range(first, count).Select(end => views.Part(plan.Ends[end], 0, end))]);
            on.Launch(views.Pool.Outputs, new BlendKernel<TView, TValue>(views.Pool, count, parts, on.View(memory.P), on.View(y), done > 0 ? 1 : 0));
        }
    }
}
