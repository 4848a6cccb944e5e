using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Training;
using NativeNas.Supernets.Darts;
using NativeNas.Tensors;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Workloads.Subjects;

/// <summary>A weight step of the DARTS supernet: forward, backward, clipping at 5, SGD 0.025 with momentum 0.9 and decay 3e-4.</summary>
public sealed class SupernetSubject : ISubject
{
    private readonly Model<DartsSupernet> net;
    private readonly Model<AlphaTables> alphas;
    private readonly WeightBuffer gradients;
    private readonly BatchPasses passes;
    private readonly Sgd optimizer;
    private readonly ImageBatch batch;

    public SupernetSubject(Device device, DartsSettings settings, int images, bool fusion)
    {
        Rng rng = new Rng(0).At("darts_supernet_step");
        AlphaTables tables = new(settings.Nodes);
        net = new(device, new(settings, tables), rng.At("weights"));
        alphas = new(device, tables, rng.At("alphas"));
        gradients = new(device, net.Weights.Layout);
        passes = new(device, net.Root, fusion);
        optimizer = new(net.Weights, new(0.9f, 3e-4f));
        Shape shape = new(images, settings.ImageChannels, 32, 32);
        int[] labels = [.. Enumerable.Range(0, images).Select(i => rng.At("labels").Below(settings.Classes, i))];
        batch = new(Noise.Of(shape, rng.At("images")), labels, shape.C, shape.H, shape.W);
        Cost = passes.PlanFor(TapeMode.Training, shape, new(net.Weights, gradients), net.Statistics, alphas.Weights).Cost;
    }

    public Device Device => net.Device;

    public Cost Cost { get; }

    public void Run(Mode mode) => Step();

    public IReadOnlyList<NamedValues> Results(Mode mode)
    {
        double loss = Step();
        return [new("loss", [(float)loss]), .. gradients.Layout.Slots.Select(slot => new NamedValues($"d {slot.Path}", gradients[slot].ToArray()))];
    }

    public void Dispose()
    {
        optimizer.Dispose();
        gradients.Dispose();
        alphas.Dispose();
        net.Dispose();
    }

    private double Step()
    {
        PassResult result = passes.Run(batch, TapeMode.Training, default, new(net.Weights, gradients), net.Statistics, alphas.Weights);
        GradientClipping.ByGlobalNorm(gradients, 5);
        optimizer.Step(net.Weights, gradients, 0.025f);
        return result.Loss;
    }
}
