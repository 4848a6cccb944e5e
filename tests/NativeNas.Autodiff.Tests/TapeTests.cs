using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests;

[Collection(nameof(Alone))]
public class TapeTests
{
    private static readonly Shape image = new(2, 5, 6, 6);

    [Theory, OnEveryDevice]
    public void A_value_read_twice_sums_its_gradients(Device device)
    {
        using Tape tape = new(device);
        Var x = tape.Watch(Tensor.From(device, image, Draw("x", image.Length)));
        Var y = tape.Apply(new Add(), x, tape.Apply(new Multiply(), x, x));
        Tensor seed = Tensor.From(device, image, Draw("seed", image.Length));
        tape.Backward(y, seed);
        float[] values = Draw("x", image.Length), weights = Draw("seed", image.Length);
        Gradcheck.Close([.. values.Select((v, i) => weights[i] * (1 + (2.0 * v)))], [.. tape.GradientOf(x)!.ToArray().Select(g => (double)g)], 1e-6, "1 + 2x");
    }

    [Theory, OnEveryDevice]
    public void The_same_op_on_the_same_inputs_is_computed_once(Device device)
    {
        using Tape tape = new(device);
        Var x = tape.Watch(Tensor.From(device, image, Draw("x", image.Length)));
        Var once = x.Apply(new Activation<Relu>()), again = x.Apply(new Activation<Relu>());
        Assert.Equal(once, again);
        Assert.NotEqual(once, x.Apply(new Activation<Relu6>()));
        Assert.NotEqual(tape.Apply(new Multiply(), x, once), tape.Apply(new Multiply(), once, x));
        tape.Backward(tape.Apply(new Add(), once, again), Tensor.From(device, image, [.. Enumerable.Repeat(1f, image.Length)]));
        Assert.Equal([.. Draw("x", image.Length).Select(v => v > 0 ? 2f : 0f)], tape.GradientOf(x)!.ToArray());
    }

    [Theory, OnEveryDevice]
    public void A_plan_frees_memory_early_and_changes_no_bit(Device device)
    {
        (float[] Gradient, long Peak) plain = Run(device, planned: false), planned = Run(device, planned: true);
        Assert.Equal(plain.Gradient, planned.Gradient);
        Assert.True(planned.Peak < plain.Peak, $"The plan's peak is {planned.Peak}, without it {plain.Peak}.");
    }

    [Theory, OnEveryDevice]
    public void A_tape_gives_all_its_memory_back(Device device)
    {
        WeightLayout layout = new();
        WeightSlot filter = layout.Add("filter", new(5, 1, 3, 3));
        using WeightBuffer weights = new(device, layout), gradients = new(device, layout);
        Tensor x = Tensor.From(device, image, Draw("x", image.Length));
        long before = device.BytesInUse;

        using (Tape tape = new Tape(device).Reading(weights, gradients))
        {
            Var y = tape.Apply(new DepthwiseConvolution(Window.Same(3)), tape.Constant(x), tape.Read(filter));
            tape.Backward(y, x);
        }

        Assert.Equal(before, device.BytesInUse);
        x.Data.Buffer.Dispose();
    }

    [Theory, OnEveryDevice]
    public void An_op_that_throws_gives_its_memory_back(Device device)
    {
        using Tape tape = new(device);
        Var x = tape.Constant(image, Draw("x", image.Length));
        long before = device.BytesInUse;
        Assert.Equal("on purpose", Assert.Throws<NotSupportedException>(() => x.Apply(new Failing())).Message);
        Assert.Equal(before, device.BytesInUse);
    }

    [Fact]
    public void A_plan_of_other_code_is_refused()
    {
        using ShapeOnlyDevice dry = new();
        using Tape planned = new(dry);
        TapePlan plan = planned.Plan(planned.Watch(Tensor.Allocate(dry, image)).Apply(new Activation<Relu>()).Apply(new Softmax()));
        using Tape same = new(dry, plan: plan), other = new(dry, plan: plan);
        _ = same.Watch(Tensor.Allocate(dry, image)).Apply(new Activation<Relu>()).Apply(new Softmax());
        Var x = other.Watch(Tensor.Allocate(dry, image)).Apply(new Activation<Relu>());
        Assert.Contains("other code", Assert.Throws<InvalidOperationException>(() => x.Apply(new Split([2, 3]))).Message, StringComparison.Ordinal);
    }

    [Theory, OnEveryDevice]
    public void Weights_that_a_pass_does_not_reach_have_zero_gradients(Device device)
    {
        WeightLayout layout = new();
        WeightSlot used = layout.Add("used", new(5, 1, 3, 3)), unused = layout.Add("unused", new(7));
        using WeightBuffer weights = new(device, layout), gradients = new(device, layout);
        device.Run(new Fill(gradients.All, float.NaN));
        using Tape tape = new Tape(device).Reading(weights, gradients);
        Tensor x = Tensor.From(device, image, Draw("x", image.Length));
        tape.Backward(tape.Apply(new DepthwiseConvolution(Window.Same(3)), tape.Constant(x), tape.Read(used)), x);
        Assert.All(gradients[unused].ToArray(), g => Assert.Equal(0, g));
        Assert.Contains(gradients[used].ToArray(), g => g != 0);
    }

    [Theory, OnEveryDevice]
    public void Running_statistics_move_in_training_alone(Device device)
    {
        WeightLayout layout = new();
        WeightSlot mean = layout.Add("mean", new(5));

        foreach (TapeMode mode in Enum.GetValues<TapeMode>())
        {
            using WeightBuffer running = new(device, layout);
            running[mean].Write([1, 2, 3, 4, 5]);
            using Tape tape = new Tape(device, mode).Reading(running);
            tape.Observe(mean, tape.Constant(new Shape(5), [11, 12, 13, 14, 15], Layout.Planes), 0.5f);
            float[] expected = mode == TapeMode.Training ? [6, 7, 8, 9, 10] : [1, 2, 3, 4, 5];
            Assert.Equal(expected, running[mean].ToArray());
        }
    }

    [Fact]
    public void Wrong_uses_say_what_was_expected()
    {
        Device device = OnEveryDeviceAttribute.Devices[0];
        using Tape tape = new(device), other = new(device);
        Var x = tape.Watch(Tensor.From(device, image, new float[image.Length]));
        Assert.Contains("needs a seed", Assert.Throws<ArgumentException>(() => tape.Backward(x)).Message);
        Assert.Contains("another tape", Assert.Throws<ArgumentException>(() => other.Apply(new Add(), x, x)).Message);
        WeightLayout layout = new();
        Assert.Contains("'lost'", Assert.Throws<ArgumentException>(() => tape.Read(layout.Add("lost", new(3)))).Message);
        Var constant = tape.Constant(new Shape(1), [1]);
        Assert.Contains("nothing whose gradient", Assert.Throws<ArgumentException>(() => tape.Backward(constant)).Message);
        Assert.Contains("[3, 1, 3, 3]", Assert.Throws<ArgumentException>(() =>
            tape.Apply(new DepthwiseConvolution(Window.Same(3)), tape.Constant(new Shape(1, 3, 4, 4), new float[48]), x)).Message);
    }

    [Fact]
    public void A_dry_run_counts_cost_without_memory()
    {
        using ShapeOnlyDevice dry = new();
        using Tape tape = new(dry);
        Var y = Chain(tape, tape.Watch(Tensor.Allocate(dry, image)), tape.Constant(Tensor.Allocate(dry, new(5, 1, 3, 3), Layout.Planes)));
        Assert.Equal(image, y.Shape);
        Assert.Equal(4L * image.Length * 9, tape.Cost.MultiplyAdds);
    }

    private static (float[] Gradient, long Peak) Run(Device device, bool planned)
    {
        TapePlan? plan = null;

        if (planned)
        {
            using ShapeOnlyDevice dry = new();
            using Tape dryTape = new(dry);
            plan = dryTape.Plan(Chain(dryTape, dryTape.Watch(Tensor.Allocate(dry, image)), dryTape.Constant(Tensor.Allocate(dry, new(5, 1, 3, 3), Layout.Planes))));
        }

        using Tape tape = new(device, plan: plan);
        Tensor x = Tensor.From(device, image, Draw("x", image.Length)), w = Tensor.From(device, new(5, 1, 3, 3), Draw("w", 45), Layout.Planes);
        long before = device.BytesInUse;
        Var leaf = tape.Watch(x);
        Var y = Chain(tape, leaf, tape.Constant(w));
        long held = device.BytesInUse - before;
        tape.Backward(y, x);
        return (tape.GradientOf(leaf)!.ToArray(), held);
    }

    private static Var Chain(Tape tape, Var x, Var w)
    {
        for (int i = 0; i < 4; i++)
        {
            x = tape.Apply(new DepthwiseConvolution(Window.Same(3)), x, w).Apply(new Activation<Relu>());
        }

        return x;
    }

    private static float[] Draw(string name, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (2 * new Rng(4).At(name).Uniform(i)) - 1)];

    /// <summary>Throws when it runs, its memory made.</summary>
    private sealed record Failing : Op
    {
        public override void Forward(in ForwardPass pass) => throw new NotSupportedException("on purpose");

        public override void Backward(in BackwardPass pass)
        {
        }

        public override Reads Reads(ReadOnlySpan<bool> wanted) => default;

        public override Cost Cost(ReadOnlySpan<Shape> inputs) => default;

        protected override Signature InferShapes(ReadOnlySpan<Shape> inputs) => new([inputs[0], inputs[0]], [inputs[0]]);
    }
}
