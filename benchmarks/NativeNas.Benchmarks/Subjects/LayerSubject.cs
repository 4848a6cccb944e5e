using NativeNas.Autodiff;
using NativeNas.Benchmarks.Workloads;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;

namespace NativeNas.Benchmarks.Subjects;

/// <summary>
/// A layer with input and output gradient in the layout that the engine computes in. A run makes a tape, and packs
/// every weight anew, as it must after each training step.
/// </summary>
internal sealed class LayerSubject : ISubject
{
    private const int MostImageChannels = 4;

    private readonly TapeMode pass;
    private readonly Model<Layer> model;
    private readonly WeightBuffer gradients;
    private readonly Tensor x, dy;
    private readonly TapePlan forward, training;

    public LayerSubject(Device device, LayerWorkload workload, int images)
    {
        pass = workload.Pass;
        Rng rng = new Rng(0).At(workload.Name);
        Shape input = new(images, workload.Input.C, workload.Input.H, workload.Input.W);
        Layout layout = input.C <= MostImageChannels ? Layout.Planes : Layout.Blocked;
        model = new(device, workload.Create(), rng.At("weights"));
        gradients = new(device, model.Weights.Layout);
        x = Tensor.From(device, input, Noise.Of(input, rng.At("input")), layout);
        (forward, _) = DryRun(layout, Mode.Forward);
        (training, Shape output) = DryRun(layout, Mode.ForwardBackward);
        dy = Tensor.From(device, output, Noise.Of(output, rng.At("output gradient")));
    }

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
        x.Data.Buffer.Dispose();
        dy.Data.Buffer.Dispose();
        gradients.Dispose();
        model.Dispose();
    }

    private void Run(Mode mode, List<NamedValues>? results)
    {
        bool backward = mode == Mode.ForwardBackward;
        using Tape tape = new(model.Device, pass, default, backward ? training : forward);
        Var input = Enter(tape, x, model.Weights, model.Statistics, backward ? gradients : null);
        Var output = model.Root.Forward(input);
        results?.Add(new("y", output.Value.ToArray()));

        if (backward)
        {
            tape.Backward(output, dy);
            results?.Add(new("dx", tape.GradientOf(input)!.ToArray()));
            results?.AddRange(gradients.Layout.Slots.Select(slot => new NamedValues($"d {slot.Path}", gradients[slot].ToArray())));
        }
    }

    private static Var Enter(Tape tape, Tensor x, WeightBuffer weights, WeightBuffer statistics, WeightBuffer? gradients)
    {
        tape.Reading(weights, gradients).Reading(statistics);
        return gradients is null ? tape.Constant(x) : tape.Watch(x);
    }

    private (TapePlan Plan, Shape Output) DryRun(Layout layout, Mode mode)
    {
        using ShapeOnlyDevice dry = new();
        using Tape tape = new(dry, pass);
        WeightBuffer weights = new(dry, model.Weights.Layout), statistics = new(dry, model.Statistics.Layout);
        Var input = Enter(tape, Tensor.Allocate(dry, x.Shape, layout), weights, statistics, mode == Mode.Forward ? null : new(dry, model.Weights.Layout));
        Var output = model.Root.Forward(input);
        return (tape.Plan(output), output.Shape);
    }
}
