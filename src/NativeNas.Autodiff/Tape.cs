using NativeNas.Autodiff.Branching;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Autodiff;

/// <summary>
/// One forward pass and its backward pass. Ops run as they are applied; the tape owns every intermediate and gives it
/// back to the device's pool as soon as nothing reads it.
/// </summary>
/// <param name="plan">A plan made by <see cref="Plan"/> for the same code: values go after their last reader, or are made again.</param>
/// <param name="branches">What becomes of the branches that kinked ops take.</param>
/// <param name="fusion">Whether modules may apply a fused op where one stands for their composition.</param>
public sealed partial class Tape(
    Device device, TapeMode mode = TapeMode.Training, Rng rng = default, TapePlan? plan = null, BranchUse branches = default, bool fusion = true) : IDisposable
{
    private readonly List<Value> values = [];
    private readonly List<Step> steps = [];
    private readonly Dictionary<WeightLayout, Source> sources = [];
    private readonly Dictionary<Application, Step> applied = [];

    public Device Device { get; } = device;

    public TapeMode Mode { get; } = mode;

    /// <summary>Whether modules apply fused ops: asked for, and no branch is recorded or followed, which only single ops can do.</summary>
    public bool Fuses { get; } = fusion && branches is { Records: null, Follows: null };

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

    public void Dispose()
    {
        foreach (Value value in values)
        {
            value.Release();
            ReleaseGradient(value);
        }

        foreach (Step step in steps)
        {
            step.ReleaseSaved();
        }
    }

    internal Shape ShapeOf(int id) => values[id].Shape;

    internal bool Tracks(int id) => values[id].Track != Track.None;

    internal Tensor ValueOf(int id) => values[id].Tensor
        ?? throw new InvalidOperationException($"Value {id} {values[id].Shape} has been released already: the plan was made for other code.");

    private Var Enter(Tensor tensor, Track track)
    {
        values.Add(new(tensor, track));
        return new(this, values.Count - 1);
    }
}
