using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class MixedOperationTests
{
    private static readonly int[] columns = [2, 0, 4, 3, 1, 6, 5], rows = [1, 3, 0, 2];

    [Theory]
    [OnEveryDevice(3, 1, 9, 7)]
    [OnEveryDevice(24, 1, 5, 6)]
    [OnEveryDevice(8, 2, 9, 7)]
    [OnEveryDevice(16, 2, 6, 8)]
    public void Gradients_match_finite_differences(int channels, int stride, int height, int width, Device device) =>
        Holds(device, Darts(stride), new(2, channels, height, width), seed: 3);

    [Theory]
    [OnEveryDevice(8, 1, 7, 9)]
    [OnEveryDevice(24, 2, 5, 7)]
    [OnEveryDevice(40, 1, 5, 4)]
    public void Edges_that_read_the_same_share_what_has_no_weights(int channels, int stride, int height, int width, Device device)
    {
        Candidate[] darts = Darts(stride);
        Holds(device, [darts[0], darts[5], darts[2], darts[1], darts[3]], new(2, channels, height, width), edges: 2);
    }

    [Theory]
    [OnEveryDevice(1)]
    [OnEveryDevice(2)]
    public void Four_edges_of_a_cell_are_one_op(int stride, Device device) => Holds(device, Darts(stride), new(2, 5, 6, 5), seed: 3, edges: 4);

    [Theory]
    [OnEveryDevice(1)]
    [OnEveryDevice(2)]
    public void An_edge_that_nothing_depends_on_changes_no_gradient(int stride, Device device)
    {
        Candidate[] candidates = Darts(stride);
        Shape x = new(3, 24, 7, 8);
        CheckedInput[] inputs = Inputs(candidates, x, edges: 2);
        using Tape both = new(device), alone = new(device);
        Var[] read = Watch(both, inputs), same = Watch(alone, [.. inputs[..2], .. inputs[(2 + (inputs.Length / 2) - 1)..]]);
        Var y = both.ApplyAll(Op(candidates, edges: 2), read)[1], expected = alone.Apply(Op(candidates) with { Rows = [rows[1]] }, same);
        Gradcheck.Close(Numbers(expected.Value), Numbers(y.Value), 1e-5, "y");
        Tensor dy = Tensor.From(device, y.Shape, [.. Enumerable.Range(0, y.Shape.Length).Select(i => new Rng(5).Below(9, i) - 4f)]);
        both.Backward(y, dy);
        alone.Backward(expected, dy);
        Gradcheck.Close(Numbers(alone.GradientOf(same[0])!), Numbers(both.GradientOf(read[0])!), 1e-5, "dx");
        Gradcheck.Close(Numbers(alone.GradientOf(same[1])!), Numbers(both.GradientOf(read[1])!), 1e-5, "dp");
        Gradcheck.Close(Numbers(alone.GradientOf(same[^1])!), Numbers(both.GradientOf(read[^1])!), 1e-5, "dw");
        Assert.All(both.GradientOf(read[2])!.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory, OnEveryDevice]
    public void Every_candidate_may_stand_alone(Device device)
    {
        foreach (int stride in new[] { 1, 2 })
        {
            foreach (Candidate candidate in Darts(stride))
            {
                Holds(device, [candidate], new(3, 5, 7, 6));
            }
        }
    }

    [Theory]
    [OnEveryDevice(1)]
    [OnEveryDevice(2)]
    public void A_pooling_may_stand_twice(int edges, Device device)
    {
        Candidate[] darts = Darts(1);
        Holds(device, [darts[0], darts[1], darts[0], darts[1]], new(2, 5, 6, 5), edges: edges);
    }

    [Theory, OnEveryDevice]
    public void Windows_may_differ_in_every_way(Device device)
    {
        Window wide = new(1, 7, Left: 3, Right: 3), uneven = new(4, 2, Top: 1, Left: 0, Bottom: 2, Right: 1), far = Window.Same(3, 1, 3);
        Holds(device, [new Candidate.Separable(wide, uneven), new Candidate.Separable(far), new Candidate.MaxPool(Window.Same(5)), new Candidate.AveragePool(uneven)], new(2, 18, 8, 9));
    }

    [Fact]
    public void Bits_do_not_depend_on_threads_and_scalars_agree_with_vectors()
    {
        foreach (int stride in new[] { 1, 2 })
        {
            Shape x = new(5, 24, 9, 7);
            SameBits.ForAnyThreads(Op(Darts(stride), edges: 3), Inputs(Darts(stride), x, edges: 3));
            SameBits.OfScalarAndVector(Op(Darts(stride), edges: 2), Inputs(Darts(stride), x, edges: 2));
        }
    }

    [Theory, OnEveryDevice]
    public void The_first_of_equals_wins_under_a_max_pool_and_of_NaNs_the_last(Device device)
    {
        using CpuScalarDevice oracle = new(1);
        Shape x = new(2, 3, 7, 6);
        float[] values = [.. Enumerable.Range(0, x.Length).Select(i => i is 8 or 9 or 15 or 40 ? float.NaN : new Rng(3).Below(3, i))];

        foreach (Window window in new[] { Window.Same(3), Window.Same(3, 2), Window.Same(5), new Window(4, 2, Top: 1, Left: 0, Bottom: 2, Right: 1) })
        {
            float[] expected = Pooled(oracle, window, x, values), got = Pooled(device, window, x, values);
            Assert.All(expected.Zip(got), pair => Assert.True(float.IsNaN(pair.First) ? float.IsNaN(pair.Second) : Math.Abs(pair.First - pair.Second) <= 1e-3f * (1 + Math.Abs(pair.First)), $"{window}: {pair}"));
        }
    }

    [Fact]
    public void What_an_edge_cannot_hold_is_refused()
    {
        Candidate[] twins = [new Candidate.Identity(), new Candidate.Identity()], shrinking = [new Candidate.Separable(Window.Same(3), Window.Same(3, 2))];
        Assert.Contains("one identity at most; got 2", Assert.Throws<ArgumentException>(() => new MixedPlan(twins, 1, 8, 6, 6)).Message, StringComparison.Ordinal);
        Assert.Contains("keeps the size", Assert.Throws<ArgumentException>(() => new MixedPlan(shrinking, 1, 8, 6, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ops_are_equal_by_their_candidates()
    {
        Assert.Equal(Op(Darts(1)), Op(Darts(1)));
        Assert.Equal(Op(Darts(1)).GetHashCode(), Op(Darts(1)).GetHashCode());
        Assert.NotEqual(Op(Darts(1)), Op(Darts(2)));
        Assert.NotEqual(Op(Darts(1)), Op(Darts(1), edges: 2));
    }

    /// <summary>y and dx of one max pool.</summary>
    private static float[] Pooled(Device device, Window window, Shape shape, float[] values)
    {
        MixedOperation op = new([0], [0], [new Candidate.MaxPool(window)]);
        Tensor x = Tensor.From(device, shape, values), p = Tensor.From(device, new(1, 1), [0.7f]), dx = Tensor.Allocate(device, shape);
        Signature signature = op.Infer([shape, p.Shape]);
        Tensor[] outputs = [.. signature.Outputs.Select(slot => Tensor.Allocate(device, slot.Shape, slot.Layout))];
        Tensor[] saved = [.. signature.Saved.Select(slot => Tensor.Allocate(device, slot.Shape, slot.Layout))];
        op.Forward(new(device, [x, p], outputs, saved));
        Shape y = outputs[0].Shape;
        Tensor dy = Tensor.From(device, y, [.. Enumerable.Range(0, y.Length).Select(i => new Rng(5).Below(9, i) - 4f)]);
        op.Backward(new(device, [shape, p.Shape], [x, p], [null, outputs[1], null], saved, [dy, null, null], [new Gradient(dx, false), null]));
        return [.. outputs[0].ToArray(), .. dx.ToArray()];
    }

    private static Candidate[] Darts(int stride) =>
    [
        new Candidate.MaxPool(Window.Same(3, stride)),
        new Candidate.AveragePool(Window.Same(3, stride)),
        stride == 1 ? new Candidate.Identity() : new Candidate.FactorizedReduction(),
        new Candidate.Separable(Window.Same(3, stride), Window.Same(3)),
        new Candidate.Separable(Window.Same(5, stride), Window.Same(5)),
        new Candidate.Separable(Window.Same(3, stride, 2)),
        new Candidate.Separable(Window.Same(5, stride, 2)),
    ];

    private static double[] Numbers(Tensor tensor) => [.. tensor.ToArray().Select(v => (double)v)];

    private static Var[] Watch(Tape tape, CheckedInput[] inputs) =>
        [.. inputs.Select(input => tape.Watch(Tensor.From(tape.Device, input.Shape, [.. input.Draw(new Rng(1).At(input.Shape.Length)).Select(v => (float)v)], input.Layout)))];

    private static MixedOperation Op(Candidate[] candidates, int edges = 1) => new(Integers.Of(rows[..edges]), Integers.Of(columns[..candidates.Length]), [.. candidates]);

    private static CheckedInput[] Inputs(Candidate[] candidates, Shape x, int edges = 1)
    {
        MixedPlan plan = new(candidates, x.N, x.C, x.H, x.W, edges);
        Shape[] weights = [.. plan.Units.Where(unit => unit.Weighted >= 0).SelectMany(unit => unit.Kind == UnitKind.Separable
            ? new Shape[] { new(x.C, 1, unit.Geometry.Window.KernelHeight, unit.Geometry.Window.KernelWidth), new(x.C, x.C) }
            : [new(x.C / 2, x.C), new(x.C - (x.C / 2), x.C)])];
        return [Away(x), new(new(4, 7)), .. weights.Select(weight => new CheckedInput(weight, Layout.Planes))];
    }

    /// <summary>±[0.1, 1): no kink lies within a step of the differences.</summary>
    private static CheckedInput Away(Shape shape) => new(shape, Fill: (rng, i) => (rng.At("sign").Bits(i) % 2 == 0 ? -1 : 1) * (0.1 + (0.9 * rng.Uniform(i))));

    /// <param name="seed">Under which no inner ReLU lies within a step of its kink.</param>
    private static void Holds(Device device, Candidate[] candidates, Shape x, ulong seed = 1, int edges = 1)
    {
        double[][]? statistics = null;
        int[] at = [.. rows[..edges].SelectMany(row => columns[..candidates.Length].Select(column => (7 * row) + column))];
        Gradcheck.Holds(device, Op(candidates, edges), Inputs(candidates, x, edges), v =>
        {
            // Gradients that reach the statistics stop there: to the differences they stand still.
            double[][] found = NaiveMixture.Forward(x, v, candidates, at);
            statistics ??= found[edges..];
            return [.. found[..edges], .. statistics];
        }, tolerance: 1e-4, seed);
    }
}
