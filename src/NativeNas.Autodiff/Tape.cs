using NativeNas.Autodiff.Branching;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Autodiff;

/// <summary>
/// One forward pass and its backward pass. Ops run as they are applied; the tape owns every intermediate and gives it
/// back to the device's pool as soon as nothing reads it.
/// </summary>
/// <param name="plan">A plan made by <see cref="Plan"/> for the same code: values go after their last reader.</param>
/// <param name="branches">What becomes of the branches that kinked ops take.</param>
public sealed partial class Tape(Device device, TapeMode mode = TapeMode.Training, Rng rng = default, TapePlan? plan = null, BranchUse branches = default) : IDisposable
{
    private readonly List<Value> values = [];
    private readonly List<Step> steps = [];
    private readonly Dictionary<WeightLayout, Source> sources = [];
    private readonly Dictionary<Application, Step> applied = [];

    public Device Device { get; } = device;

    public TapeMode Mode { get; } = mode;

    /// <summary>Random draws of this pass; modules take the child stream of their path.</summary>
    public Rng Rng { get; } = rng;

    /// <summary>Cost of everything applied so far.</summary>
    public Cost Cost { get; private set; }

    /// <summary>Enters weights. Gradients, where a buffer for them is given, are overwritten by <see cref="Backward"/>.</summary>
    public Tape Reading(WeightBuffer weights, WeightBuffer? gradients = null)
    {
        sources.Add(weights.Layout, new(weights, gradients, new int[weights.Layout.Slots.Count]));
        return this;
    }

    /// <summary>Enters a value that needs no gradient; the caller keeps it alive until the tape is disposed.</summary>
    public Var Constant(Tensor tensor) => Enter(tensor, Track.None);

    /// <summary>Enters a value made from host numbers in logical order; the tape owns its memory.</summary>
    public Var Constant(Shape shape, ReadOnlySpan<float> numbers, Layout layout = Layout.Blocked)
    {
        Var var = Enter(Tensor.From(Device, shape, numbers, layout), Track.None);
        values[var.Id].Owned = true;
        return var;
    }

    /// <summary>Enters a value whose gradient is kept: <see cref="GradientOf"/> after <see cref="Backward"/>.</summary>
    public Var Watch(Tensor tensor) => Enter(tensor, Track.Leaf);

    /// <summary>A weight as the buffer that was entered for its layout holds it.</summary>
    public Var Read(WeightSlot slot)
    {
        Require.That(sources.TryGetValue(slot.Layout, out Source? source), $"The tape reads no buffer that holds the weight '{slot.Path}'; enter it with Reading.");

        if (source.Ids[slot.Index] == 0)
        {
            Var var = Enter(source.Weights[slot], source.Gradients is null ? Track.None : Track.Weight);
            values[var.Id].Slot = slot;
            source.Ids[slot.Index] = var.Id + 1;
        }

        return new(this, source.Ids[slot.Index] - 1);
    }

    /// <summary>The first output of an op.</summary>
    /// <remarks>Ops are pure: what was applied to the same inputs before is not computed again.</remarks>
    public Var Apply(Op op, params ReadOnlySpan<Var> inputs) => new(this, Run(op, inputs).Outputs[0]);

    /// <summary>Every output of an op.</summary>
    public Var[] ApplyAll(Op op, params ReadOnlySpan<Var> inputs) => [.. Run(op, inputs).Outputs.Select(id => new Var(this, id))];

    /// <summary>running ← (1 − momentum)·running + momentum·batch, in a training pass alone.</summary>
    public void Observe(WeightSlot running, Var batch, float momentum)
    {
        if (Mode == TapeMode.Training)
        {
            _ = Run(new MovingAverage(Read(running).Value, momentum), [batch]);
        }
    }

    /// <summary>dL/dvalue of a watched value, after backward; null where the result does not depend on it.</summary>
    public Tensor? GradientOf(Var leaf) => values[leaf.Id].Gradient;

    /// <summary>What a pass of this code keeps and frees; call it on a pass over a <see cref="ShapeOnlyDevice"/>.</summary>
    /// <param name="results">Values that the caller reads after the forward pass.</param>
    public TapePlan Plan(params ReadOnlySpan<Var> results)
    {
        int[] last = new int[values.Count];
        Array.Fill(last, -1);
        bool[] kept = new bool[values.Count];

        foreach (Var result in results)
        {
            kept[result.Id] = true;
        }

        for (int s = 0; s < steps.Count; s++)
        {
            Step step = steps[s];

            foreach (int id in step.Inputs.Concat(step.Outputs))
            {
                last[id] = s;
            }

            for (int i = 0; i < step.Inputs.Length; i++)
            {
                kept[step.Inputs[i]] |= step.Reads.Input(i);
            }

            for (int i = 0; i < step.Outputs.Length; i++)
            {
                kept[step.Outputs[i]] |= step.Reads.Output(i);
            }
        }

        ILookup<int, int> releases = Enumerable.Range(0, values.Count).Where(id => values[id].Owned && !kept[id] && last[id] >= 0).ToLookup(id => last[id]);
        return new([.. Enumerable.Range(0, steps.Count).Select(s => releases[s].ToArray())], [.. steps.Select(step => step.Values)], Cost);
    }

    public void Dispose()
    {
        foreach (Value value in values)
        {
            value.Release();
            value.ReleaseGradient();
        }

        foreach (Step step in steps)
        {
            step.ReleaseSaved();
        }
    }

    internal Shape ShapeOf(int id) => values[id].Shape;

    internal Tensor ValueOf(int id) => values[id].Tensor
        ?? throw new InvalidOperationException($"Value {id} {values[id].Shape} has been released already: the plan was made for other code.");

    private Var Enter(Tensor tensor, Track track)
    {
        values.Add(new(tensor, track));
        return new(this, values.Count - 1);
    }

    private Step Run(Op op, ReadOnlySpan<Var> inputs)
    {
        int[] ids = new int[inputs.Length];

        for (int i = 0; i < ids.Length; i++)
        {
            Require.That(ReferenceEquals(inputs[i].Tape, this), $"Input {i} of {op.GetType().Name} is a value of another tape.");
            ids[i] = inputs[i].Id;
        }

        Application application = new(op, ids);

        if (!applied.TryGetValue(application, out Step? step))
        {
            step = branches.Follows is { } follows && op is IBranching { Held: { } held }
                ? Run(held, [ids[0], Constant(follows.At(followed++, op)).Id])
                : Run(op, ids);

            if (op is not MovingAverage)
            {
                applied.Add(application, step);
            }
        }

        return step;
    }

    private Step Run(Op op, int[] inputs)
    {
        Shape[] shapes = new Shape[inputs.Length];
        Tensor[] tensors = new Tensor[inputs.Length];
        bool[] wanted = new bool[inputs.Length];

        for (int i = 0; i < inputs.Length; i++)
        {
            tensors[i] = ValueOf(inputs[i]);
            shapes[i] = tensors[i].Shape;
            wanted[i] = values[inputs[i]].Track != Track.None;
        }

        Signature signature = op.Infer(shapes);
        RequireLayouts(op, tensors);
        bool tracked = wanted.Contains(true);
        Reads reads = tracked ? op.Reads(wanted) : default;
        Cost cost = op.Cost(shapes);
        (Tensor[] outputs, Tensor[] saved, Tensor? branch) = Forward(op, tensors, signature);
        Cost += cost;
        int first = values.Count;

        foreach (Tensor output in outputs)
        {
            values.Add(new(output, tracked ? Track.Inner : Track.None) { Owned = !ReferenceEquals(output, branch) });
        }

        Step step = new(op, inputs, [.. Enumerable.Range(first, outputs.Length)], shapes, saved, branch, wanted, reads, values.Count);
        steps.Add(step);

        if (!step.Reads.Saved)
        {
            step.ReleaseSaved();
        }

        FollowPlan(op);
        return step;
    }

    /// <summary>Runs an op in new memory, which goes back if the op throws.</summary>
    private (Tensor[] Outputs, Tensor[] Saved, Tensor? Branch) Forward(Op op, Tensor[] inputs, Signature signature)
    {
        List<Tensor> made = [];

        try
        {
            foreach (Slot slot in signature.Outputs.Concat(signature.Saved))
            {
                made.Add(Tensor.Allocate(Device, slot.Shape, slot.Layout));
            }

            Tensor[] outputs = [.. made[..signature.Outputs.Length]], saved = [.. made[signature.Outputs.Length..]];
            ForwardPass pass = new(Device, inputs, outputs, saved);
            op.Forward(pass);
            return (outputs, saved, Record(op, pass));
        }
        catch
        {
            made.ForEach(tensor => tensor.Data.Buffer.Dispose());
            throw;
        }
    }

    /// <summary>Frees what nothing reads any more after the last step.</summary>
    private void FollowPlan(Op op)
    {
        if (plan is null || steps.Count > plan.Steps)
        {
            return;
        }

        int step = steps.Count - 1;

        if (values.Count != plan.ValuesAfter(step))
        {
            throw new InvalidOperationException(
                $"The tape holds {values.Count} values after step {step}, {op.GetType().Name}; its plan, {plan.ValuesAfter(step)}: the plan was made for other code.");
        }

        foreach (int id in plan.ReleasesAfter(step))
        {
            values[id].Release();
        }
    }

    private static void RequireLayouts(Op op, Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Layout layout = inputs[i].Layout, expected = op.LayoutOf(i) ?? layout;
            Require.That(layout == expected, $"Input {i} of {op.GetType().Name} is in the layout {expected}; got {inputs[i].Shape} in {layout}.");
        }
    }
}
