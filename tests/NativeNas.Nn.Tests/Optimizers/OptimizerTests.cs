using NativeNas.Kernels.Devices;
using NativeNas.Nn.Optimizers;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Nn.Tests.Optimizers;

public class OptimizerTests
{
    private const int Steps = 20;

    private static readonly Dictionary<string, (Func<WeightBuffer, Optimizer> Make, Func<int, Func<double, double, int, double, double>> Naive)> kinds = new()
    {
        ["sgd"] = (w => new Sgd(w, new(WeightDecay: 0.1f)), _ => (w, g, _, rate) => w - (rate * (g + (0.1f * w)))),
        ["momentum"] = (w => new Sgd(w, new(0.9f, 0.01f)), _ => NaiveOptimizers.Momentum(0.9f, 0.01f, false)),
        ["nesterov"] = (w => new Sgd(w, new(0.8f, 0.01f, true)), _ => NaiveOptimizers.Momentum(0.8f, 0.01f, true)),
        ["adam"] = (w => new Adam(w, new(0.5, 0.999, 1e-8f, 1e-2f)), _ => NaiveOptimizers.Adam(0.5, 0.999, 1e-8f, 1e-2f, false)),
        ["adamw"] = (w => new Adam(w, new(0.9, 0.99, 1e-6f, 0.3f, true)), _ => NaiveOptimizers.Adam(0.9, 0.99, 1e-6f, 0.3f, true)),
        ["rmsprop"] = (w => new RmsProp(w, new(RmsPropForm.PyTorch, 0.99f, 0.5f, 1e-2f, 0.02f)), _ => NaiveOptimizers.RmsProp(0.99f, 0.5f, 1e-2f, 0.02f)),
        ["rmsprop without momentum"] = (w => new RmsProp(w, new(RmsPropForm.PyTorch, 0.9f, 0f, 1e-2f)), _ => NaiveOptimizers.RmsProp(0.9f, 0f, 1e-2f, 0)),
        ["rmsprop of tensorflow"] = (w => new RmsProp(w, new(RmsPropForm.TensorFlow, 0.9f, 0.9f, 1e-3f, 0.02f)), _ => NaiveOptimizers.TensorFlowRmsProp(0.9f, 0.9f, 1e-3f, 0.02f)),
    };

    [Theory]
    [OnEveryDevice("sgd")]
    [OnEveryDevice("momentum")]
    [OnEveryDevice("nesterov")]
    [OnEveryDevice("adam")]
    [OnEveryDevice("adamw")]
    [OnEveryDevice("rmsprop")]
    [OnEveryDevice("rmsprop without momentum")]
    [OnEveryDevice("rmsprop of tensorflow")]
    public void Twenty_steps_agree_with_the_naive_rule(string kind, Device device)
    {
        WeightLayout layout = Vectors.Layout();
        using WeightBuffer weights = Vectors.Buffer(device, layout, Vectors.Numbers(0));
        using Optimizer optimizer = kinds[kind].Make(weights);
        Func<double, double, int, double, double>[] rules = [.. Enumerable.Range(0, Vectors.Count).Select(kinds[kind].Naive)];
        double[] expected = [.. Vectors.Numbers(0).Select(v => (double)(float)v)];

        for (int step = 1; step <= Steps; step++)
        {
            float rate = 0.05f / step;
            double[] g = Vectors.Numbers(step);
            using WeightBuffer gradients = Vectors.Buffer(device, layout, g);
            optimizer.Step(weights, gradients, rate);
            expected = [.. expected.Select((w, i) => rules[i](w, g[i], step, rate))];
        }

        Assert.Equal(Steps, optimizer.Steps);
        Gradcheck.Close(expected, Vectors.Read(weights), 1e-5, $"weights after {Steps} steps of {kind}");
        Assert.All(optimizer.States.Select(state => state.State).Prepend(weights), vector => Assert.All(vector.All.ToArray()[7..16], padding => Assert.Equal(0f, padding)));
    }

    [Theory]
    [OnEveryDevice("sgd")]
    [OnEveryDevice("nesterov")]
    [OnEveryDevice("adamw")]
    [OnEveryDevice("rmsprop of tensorflow")]
    public void A_restored_state_goes_on_bit_for_bit(string kind, Device device)
    {
        WeightLayout layout = Vectors.Layout();
        using WeightBuffer weights = Vectors.Buffer(device, layout, Vectors.Numbers(0));
        using Optimizer whole = kinds[kind].Make(weights);
        Run(whole, weights, 1, 5);
        using WeightBuffer copy = weights.Copy();
        using Optimizer resumed = kinds[kind].Make(copy);

        foreach (((string name, WeightBuffer saved), (string same, WeightBuffer restored)) in whole.States.Zip(resumed.States))
        {
            Assert.Equal(name, same);
            restored.CopyFrom(saved);
        }

        resumed.Steps = whole.Steps;
        Run(whole, weights, 6, 9);
        Run(resumed, copy, 6, 9);
        Assert.Equal(weights.All.ToArray(), copy.All.ToArray());

        void Run(Optimizer optimizer, WeightBuffer of, int first, int last)
        {
            for (int step = first; step <= last; step++)
            {
                using WeightBuffer gradients = Vectors.Buffer(device, layout, Vectors.Numbers(step));
                optimizer.Step(of, gradients, 0.01f);
            }
        }
    }

    [Theory, OnEveryDevice]
    public void Weights_of_another_layout_are_refused(Device device)
    {
        using WeightBuffer weights = new(device, Vectors.Layout()), others = new(device, Vectors.Layout());
        using Sgd optimizer = new(weights, new());
        Assert.Contains("another layout", Assert.Throws<ArgumentException>(() => optimizer.Step(weights, others, 0.1f)).Message);
    }
}
