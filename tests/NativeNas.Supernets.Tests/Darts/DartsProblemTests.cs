using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Darts;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Darts;

[Collection(nameof(Alone))]
public class DartsProblemTests
{
    private const float Rate = 0.25f, Momentum = 0.9f, Decay = 0.1f;

    [Theory, OnEveryDevice]
    public void A_virtual_step_is_the_optimizers_own(Device device)
    {
        using Parts parts = new(device);
        using WeightBuffer first = parts.Draw("first"), gradient = parts.Draw("gradient");
        parts.Optimizer.Step(parts.Net.Weights, first, 0.05f);
        float[] w = parts.Net.Weights.All.ToArray(), v = parts.Optimizer.Momentum!.All.ToArray(), g = gradient.All.ToArray();
        using WeightBuffer ahead = parts.Problem.VirtualStep(gradient, Rate);
        double[] expected = [.. w.Select((weight, i) => weight - ((double)Rate * ((Momentum * (double)v[i]) + g[i] + (Decay * (double)weight))))];
        Gradcheck.Close(expected, Double(ahead), 1e-6, "w − η(μv + g + λw)");
        Assert.Equal(w, parts.Net.Weights.All.ToArray());
        Assert.Equal(v, parts.Optimizer.Momentum.All.ToArray());
        parts.Optimizer.Step(parts.Net.Weights, gradient, Rate);
        Gradcheck.Close(expected, Double(parts.Net.Weights), 1e-6, "the optimizer's step");
    }

    [Theory, OnEveryDevice]
    public void A_loss_that_is_no_number_has_no_gradient(Device device)
    {
        using Parts parts = new(device);
        using WeightBuffer broken = parts.Net.Weights.Copy();
        broken.Layout.Slots.ToList().ForEach(slot => broken[slot].Write([.. Enumerable.Repeat(float.NaN, slot.Shape.Length)]));
        long before = device.BytesInUse;
        Assert.Contains("training loss is NaN", Assert.Throws<NotFiniteNumberException>(() => parts.Problem.TrainingAlphaGradient(broken)).Message, StringComparison.Ordinal);
        Assert.Throws<NotFiniteNumberException>(() => parts.Problem.TrainingGradient(broken));
        Assert.Contains("validation loss is NaN", Assert.Throws<NotFiniteNumberException>(() => parts.Problem.ValidationGradients(broken)).Message, StringComparison.Ordinal);
        Assert.Throws<NotFiniteNumberException>(() => parts.Problem.ValidationAlphaGradient(broken));
        Assert.Equal(before, device.BytesInUse);
    }

    private static double[] Double(WeightBuffer vector) => [.. vector.All.ToArray().Select(v => (double)v)];

    private sealed class Parts : IDisposable
    {
        public Parts(Device device)
        {
            AlphaTables tables = new(1);
            Net = new(device, new(new(1, 3, Channels: 4, Cells: 1, Nodes: 1), tables), new Rng(1));
            Alphas = new(device, tables, new Rng(2));
            Optimizer = new(Net.Weights, new(Momentum, Decay));
            Problem = new(new(device, Net.Root), Net, Alphas, Batch("training"), Batch("validation"), Optimizer, new Rng(3));
        }

        public Model<DartsSupernet> Net { get; }

        public Model<AlphaTables> Alphas { get; }

        public Sgd Optimizer { get; }

        public DartsProblem Problem { get; }

        public WeightBuffer Draw(string name)
        {
            WeightBuffer vector = new(Net.Device, Net.Weights.Layout);

            foreach (WeightSlot slot in vector.Layout.Slots)
            {
                vector[slot].Write([.. Enumerable.Range(0, slot.Shape.Length).Select(i => new Rng(5).At(name).At(slot.Path).Normal(i))]);
            }

            return vector;
        }

        public void Dispose()
        {
            Problem.Dispose();
            Optimizer.Dispose();
            Alphas.Dispose();
            Net.Dispose();
        }

        private static ImageBatch Batch(string name) => new(
            [.. Enumerable.Range(0, 6 * 64).Select(i => new Rng(4).At(name).Normal(i))], [0, 1, 2, 0, 1, 2], 1, 8, 8);
    }
}
