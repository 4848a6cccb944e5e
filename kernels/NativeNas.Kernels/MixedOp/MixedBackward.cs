using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;
using NativeNas.Kernels.WeightedSum;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp;

/// <summary>The gradients of <see cref="MixedForward"/> from the statistics and raw outputs that it kept; all else is computed again.</summary>
public readonly partial struct MixedBackward(MixedPlan plan, MixedMemory memory, Region[] dy, MixedGradients gradients) : IOperation
{
    public void Run<TView, TValue>(Device<TView, TValue> on)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue>
    {
        using MixedPieces pieces = new(on, plan, memory);
        using MixedPiecesBackward back = new(on, plan, memory, pieces, gradients);
        using Buffer part = on.Allocate(plan.Images * plan.OutputFloats), dot = on.Allocate(WeightedSumBackward.DotFloats);

        for (int i = 0; i < plan.Ends.Length; i++)
        {
            int end = plan.Ends[i];
            Region y = end < 0 ? memory.X : pieces.Normalized(end), g = part.All with { Length = plan.Images * plan.OutputFloats };
            on.Run(new WeightedSumBackward(
                1, Eight<Region>.Of([y]), Eight<Region>.Of([g]), wanted: 1, accumulate: 0, Eight<int>.Of([memory.At[i]]), memory.P, dy[plan.EdgeOf(i)], gradients.Dots is null ? null : dot));

            if (gradients.Dots is { } dots)
            {
                on.Run(new Copy(dot.All with { Length = 16 }, dots.From(16 * i) with { Length = 16 }));
            }

            if (end < 0)
            {
                back.AddInput(g);
            }

            for (int unit = end; unit >= 0; unit = plan.Units[unit].Source)
            {
                back.Run(unit, g);
            }
        }
    }
}
