using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.Workloads.Blocks;

namespace NativeNas.Workloads.Subjects;

/// <summary>
/// A layer with input and output gradient in the layout that the engine computes in. A run makes a tape, and packs
/// every weight anew, as it must after each training step.
/// </summary>
public sealed class LayerSubject : ISubject
{
    private readonly LayerWorkload workload;
    private readonly Model<Layer> model;
    private readonly WeightBuffer gradients;
    private readonly Tensor[] inputs;
    private readonly Tensor dy;
    private readonly TapePlan forward, training;

    public LayerSubject(Device device, LayerWorkload workload, int images)
    {
        this.workload = workload;
        Rng rng = new Rng(0).At(workload.Name);
        Shape input = new(images, workload.Input.C, workload.Input.H, workload.Input.W);
        model = new(device, workload.Create(), rng.At("weights"));
        gradients = new(device, model.Weights.Layout);
        inputs = [.. workload.Others(input).Prepend(input).Select((shape, i) => Noise.On(device, shape, LayoutOf(shape), rng.At(i == 0 ? "input" : $"input {i}")))];
        (forward, _) = DryRun(Mode.Forward);
        (training, Shape output) = DryRun(Mode.ForwardBackward);
        dy = Noise.On(device, output, Layout.Blocked, rng.At("output gradient"));
    }

    public Device Device => model.Device;

    public Cost Cost => forward.Cost;

    public void Run(Mode mode) => Run(mode, null);

    public IReadOnlyList<NamedValues> Results(Mode mode)
    {
        List<NamedValues> results = [];
        Run(mode, results);
        return results;
    }

    public void Dispose()
    {
        foreach (Tensor input in inputs)
        {
            input.Data.Buffer.Dispose();
        }

        dy.Data.Buffer.Dispose();
        gradients.Dispose();
        model.Dispose();
    }

    private Layout LayoutOf(Shape input) => workload.ReadsPlanes ? Layout.Planes : Layout.Blocked;

    private static Var[] Enter(Tape tape, Tensor[] inputs, WeightBuffer weights, WeightBuffer statistics, WeightBuffer? gradients)
    {
        tape.Reading(weights, gradients).Reading(statistics);
        return [.. inputs.Select(x => gradients is null ? tape.Constant(x) : tape.Watch(x))];
    }

    private void Run(Mode mode, List<NamedValues>? results)
    {
        bool backward = mode == Mode.ForwardBackward;
        using Tape tape = new(model.Device, workload.Pass, default, backward ? training : forward, fusion: workload.Fusion);
        Var[] read = Enter(tape, inputs, model.Weights, model.Statistics, backward ? gradients : null);
        Var output = Forward(read);
        results?.Add(new("y", output.Value.ToArray()));

        if (backward)
        {
            tape.Backward(output, dy);
            results?.AddRange(read.Select((x, i) => new NamedValues(i == 0 ? "dx" : $"dx {i}", tape.GradientOf(x)!.ToArray())));
            results?.AddRange(gradients.Layout.Slots.Select(slot => new NamedValues($"d {slot.Path}", gradients[slot].ToArray())));
        }
    }

    private Var Forward(Var[] read) => model.Root is Joined joined ? joined.Forward(read) : model.Root.Forward(read[0]);

    private (TapePlan Plan, Shape Output) DryRun(Mode mode)
    {
        using ShapeOnlyDevice dry = new();
        using Tape tape = new(dry, workload.Pass, fusion: workload.Fusion);
        WeightBuffer weights = new(dry, model.Weights.Layout), statistics = new(dry, model.Statistics.Layout);
        Tensor[] shapes = [.. inputs.Select(x => Tensor.Allocate(dry, x.Shape, LayoutOf(x.Shape)))];
        Var output = Forward(Enter(tape, shapes, weights, statistics, mode == Mode.Forward ? null : new(dry, model.Weights.Layout)));
        return (tape.Plan(output), output.Shape);
    }
}
