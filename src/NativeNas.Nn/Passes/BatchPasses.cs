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
    private readonly Dictionary<(TapeMode Mode, Shape Images, ulong Wanted, bool Records, bool Follows), TapePlan> plans = [];

    /// <summary>Told of each plan that a limit of memory asked for, before its first pass.</summary>
    public Action<PassMemory>? Planned { get; set; }

    /// <param name="rng">Random draws of this pass (dropout, drop path).</param>
    public PassResult Run(ImageBatch batch, TapeMode mode, Rng rng, params ReadOnlySpan<Reading> readings) =>
        Run(batch, default, mode, rng, readings);

    /// <param name="branches">Branches that the pass records or follows.</param>
    /// <param name="rng">Random draws of this pass (dropout, drop path).</param>
    public PassResult Run(ImageBatch batch, BranchUse branches, TapeMode mode, Rng rng, params ReadOnlySpan<Reading> readings)
    {
        Shape images = batch.Shape;
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
    public TapePlan PlanFor(TapeMode mode, Shape images, params ReadOnlySpan<Reading> readings) => PlanFor(mode, images, default, readings);

    private TapePlan PlanFor(TapeMode mode, Shape images, BranchUse branches, ReadOnlySpan<Reading> readings)
    {
        (TapeMode, Shape, ulong, bool, bool) key = (mode, images, Wanted(readings), branches.Records is not null, branches.Follows is not null);

        if (!plans.TryGetValue(key, out TapePlan? plan))
        {
            plans[key] = plan = Plan(mode, images, branches.Follows, branches.Records is not null, readings);
        }

        return plan;
    }

    private TapePlan Plan(TapeMode mode, Shape images, Branches? follows, bool records, ReadOnlySpan<Reading> readings)
    {
        using ShapeOnlyDevice dry = new();
        bool gradients = Wanted(readings) != 0;
        TapePlan? all = null;
        Pass(dry, null, Copies(dry, readings));

        if (device.Limit is not { } limit)
        {
            return all!;
        }

        using Device held = device.Rehearsal(null);
        Reading[] copies = Copies(held, readings);
        (TapePlan plan, long peak) = new MemoryPlanner(device, limit, (stage, candidate) => Pass(stage, candidate, copies)).Fit(all!);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);    // what the rehearsals left counts, too
        Planned?.Invoke(new(mode, images, gradients, plan, peak, limit));
        return plan;

        void Pass(Device stage, TapePlan? plan, Reading[] readings)
        {
            using Branches? taken = records ? new() : null;
            BranchUse branches = follows is not null ? BranchUse.Follow(follows) : taken is not null ? BranchUse.Record(taken) : default;
            using Tape tape = Enter(new(stage, mode, plan: plan, branches: branches, fusion: fusion), readings);
            Outcome outcome = Apply(tape, images, new float[images.Length], new int[images.N]);
            all ??= tape.Plan(outcome.Loss, outcome.Logits);

            if (plan is not null && gradients)
            {
                tape.Backward(outcome.Loss);
            }
        }
    }

    /// <summary>Vectors of the same layouts.</summary>
    private static Reading[] Copies(Device device, ReadOnlySpan<Reading> readings)
    {
        Reading[] copies = new Reading[readings.Length];

        for (int i = 0; i < copies.Length; i++)
        {
            WeightLayout layout = readings[i].Weights.Layout;
            copies[i] = new(new(device, layout), readings[i].Gradients is null ? null : new(device, layout));
        }

        return copies;
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
