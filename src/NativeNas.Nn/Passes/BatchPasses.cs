using NativeNas.Autodiff;
using NativeNas.Autodiff.Branching;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Nn.Passes;

/// <summary>
/// Runs a learner forward, and backward where gradients are wanted. The plan that frees values early is made once for
/// each combination of mode, batch shape, wanted gradients and use of branches by a dry run of the same code.
/// </summary>
/// <param name="fusion">Whether modules may apply fused ops.</param>
public sealed class BatchPasses(Device device, ILearner learner, bool fusion = true)
{
    private readonly Dictionary<(TapeMode Mode, Shape Images, ulong Wanted, bool Follows, bool Fuses), TapePlan> plans = [];

    /// <param name="rng">Random draws of this pass (dropout, drop path).</param>
    public PassResult Run(ImageBatch batch, TapeMode mode, Rng rng, params ReadOnlySpan<Reading> readings) =>
        Run(batch, default, mode, rng, readings);

    /// <param name="branches">Branches that the pass records or follows.</param>
    /// <param name="rng">Random draws of this pass (dropout, drop path).</param>
    public PassResult Run(ImageBatch batch, BranchUse branches, TapeMode mode, Rng rng, params ReadOnlySpan<Reading> readings)
    {
        Shape images = new(batch.Count, batch.Channels, batch.Height, batch.Width);
        TapePlan plan = PlanFor(mode, images, branches, readings);
        using Tape tape = Enter(new(device, mode, rng, plan, branches, fusion), readings);
        Outcome outcome = Apply(tape, images, batch.Pixels, batch.Labels);
        PassResult result = new(outcome.Loss.Value.ToArray()[0], outcome.Logits.Value.ToArray());

        if (double.IsFinite(result.Loss) && Wanted(readings) != 0)
        {
            tape.Backward(outcome.Loss);
        }

        return result;
    }

    /// <summary>What one forward pass over such images costs, from the dry run.</summary>
    public TapePlan PlanFor(TapeMode mode, Shape images, params ReadOnlySpan<Reading> readings) => PlanFor(mode, images, default(BranchUse), readings);

    /// <summary>Recording branches needs no plan but that of single ops: what is released early is then the branches'.</summary>
    private TapePlan PlanFor(TapeMode mode, Shape images, BranchUse use, ReadOnlySpan<Reading> readings)
    {
        ulong wanted = Wanted(readings);
        bool fuses = fusion && use is { Records: null, Follows: null };
        (TapeMode, Shape, ulong, bool, bool) key = (mode, images, wanted, use.Follows is not null, fuses);

        if (!plans.TryGetValue(key, out TapePlan? plan))
        {
            using ShapeOnlyDevice dry = new();
            Reading[] shapes = new Reading[readings.Length];

            for (int i = 0; i < shapes.Length; i++)
            {
                WeightLayout layout = readings[i].Weights.Layout;
                shapes[i] = new(new(dry, layout), readings[i].Gradients is null ? null : new(dry, layout));
            }

            BranchUse branches = use.Follows is null ? default : BranchUse.Follow(use.Follows);
            using Tape tape = Enter(new(dry, mode, branches: branches, fusion: fuses), shapes);
            Outcome outcome = Apply(tape, images, new float[images.Length], new int[images.N]);
            plans[key] = plan = tape.Plan(outcome.Loss, outcome.Logits);
        }

        return plan;
    }

    private static Tape Enter(Tape tape, ReadOnlySpan<Reading> readings)
    {
        foreach (Reading reading in readings)
        {
            tape.Reading(reading.Weights, reading.Gradients);
        }

        return tape;
    }

    private static ulong Wanted(ReadOnlySpan<Reading> readings)
    {
        ulong wanted = 0;

        for (int i = 0; i < readings.Length; i++)
        {
            wanted |= readings[i].Gradients is null ? 0 : 1ul << i;
        }

        return wanted;
    }

    private Outcome Apply(Tape tape, Shape images, float[] pixels, int[] labels) => learner.Apply(
        tape.Constant(images, pixels, Layout.Planes),
        tape.Constant(new Shape(labels.Length), [.. labels.Select(label => (float)label)], Layout.Planes));
}
