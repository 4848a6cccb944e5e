using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class BatchNormalizationTests
{
    [Theory]
    [OnEveryDevice(5, 9, 7)]
    [OnEveryDevice(3, 31, 37)]
    [OnEveryDevice(700, 1, 1)]
    public void Training_matches_float64(int images, int height, int width, Device device)
    {
        foreach (int channels in images * height * width < 512 ? new[] { 1, 3, 8, 16, 24, 40 } : [24])
        {
            Shape x = new(images, channels, height, width), vector = new(channels);
            Outputs(device, x, v => NaiveNormalization.Training(v[0], x, v[1], v[2], 1e-5f, true), new(), [x, new(vector, Layout.Planes), new(vector, Layout.Planes)]);
            Outputs(device, x, v => NaiveNormalization.Training(v[0], x, null, null, 0.01f, false), new(0.01f, Unbiased: false), [x]);
        }
    }

    [Theory, OnEveryDevice]
    public void A_mean_far_from_zero_costs_no_digits_of_the_variance(Device device)
    {
        Shape shape = new(4, 16, 25, 25);
        CheckedInput x = new(shape, Fill: (rng, i) => 1000 + rng.Uniform(i));
        double[] values = x.Draw(new(5));
        Tensor[] outputs = Forward(device, new BatchNormalization(), [Tensor.From(device, shape, [.. values.Select(v => (float)v)])]);
        double[][] expected = NaiveNormalization.Training(values, shape, null, null, 1e-5f, true);
        Gradcheck.Close(expected[2], [.. outputs[2].ToArray().Select(v => (double)v)], 1e-4, "variance around 1000");
        Gradcheck.Close(expected[0], [.. outputs[0].ToArray().Select(v => (double)v)], 3e-4, "y around 1000");
    }

    [Theory, OnEveryDevice]
    public void One_element_a_channel_has_the_variance_zero(Device device)
    {
        Tensor[] outputs = Forward(device, new BatchNormalization(), [Tensor.From(device, new(1, 3), [1f, -2f, 7f])]);
        Assert.Equal([1f, -2f, 7f], outputs[1].ToArray());
        Assert.Equal([0f, 0f, 0f], outputs[2].ToArray());
        Assert.Equal([0f, 0f, 0f], outputs[0].ToArray());
    }

    [Theory, OnEveryDevice]
    public void A_gradient_that_reaches_only_the_mean_is_nothing(Device device)
    {
        Shape shape = new(2, 3, 2, 2), vector = new(3);
        Tensor dmean = Tensor.From(device, vector, [1f, 1f, 1f], Layout.Planes), dx = Tensor.From(device, shape, new float[24]);
        dx.Data.Write([.. Enumerable.Repeat(float.NaN, dx.Data.Length)]);
        new BatchNormalization().Backward(new(device, [shape], [null], [null, null, null], [null], [null, dmean, null], [new Gradient(dx, false)]));
        Assert.All(dx.Data.ToArray(), v => Assert.Equal(0f, v));
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        CheckedInput vector = new(new(24), Layout.Planes);
        SameBits.OfScalarAndVector(new BatchNormalization(), new Shape(3, 24, 31, 37), vector, vector);
        SameBits.ForAnyThreads(new BatchNormalization(), new Shape(3, 24, 31, 37), vector, vector);
    }

    [Fact]
    public void Vectors_of_other_lengths_are_refused()
    {
        ArgumentException thrown = Assert.ThrowsAny<ArgumentException>(() => new BatchNormalization().Infer([new(2, 24, 3, 3), new(23), new(24)]));
        Assert.Contains("[24, 1, 1, 1]", thrown.Message, StringComparison.Ordinal);
    }

    /// <summary>Outputs, and gradients with only y's seed: those of mean and variance stop by contract.</summary>
    private static void Outputs(Device device, Shape x, Func<double[][], double[][]> reference, BatchNormalization op, CheckedInput[] inputs)
    {
        double[][] values = [.. inputs.Select((input, i) => input.Draw(new Kernels.Random.Rng(9).At(i)))];
        Tensor[] tensors = [.. inputs.Select((input, i) => Tensor.From(device, input.Shape, [.. values[i].Select(v => (float)v)], input.Layout))];
        Tensor[] outputs = Forward(device, op, tensors);
        double[][] expected = reference(values);

        for (int i = 0; i < 3; i++)
        {
            Gradcheck.Close(expected[i], [.. outputs[i].ToArray().Select(v => (double)v)], 1e-5, $"{x} output {i}");
        }

        Gradcheck.Holds(device, new OnlyY(op), inputs, v => [reference(v)[0]]);
    }

    private static Tensor[] Forward(Device device, Op op, Tensor[] inputs)
    {
        Signature signature = op.Infer([.. inputs.Select(t => t.Shape)]);
        Tensor[] outputs = [.. signature.Outputs.Select(s => Tensor.Allocate(device, s.Shape, s.Layout))];
        op.Forward(new(device, inputs, outputs, [.. signature.Saved.Select(s => Tensor.Allocate(device, s.Shape, s.Layout))]));
        return outputs;
    }

    /// <summary>A batch normalization whose statistics are saved values instead of outputs.</summary>
    private sealed record OnlyY(BatchNormalization Inner) : Op
    {
        protected override (int Least, int Most) Count => (1, 3);

        protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
        {
            Signature inner = Inner.Infer(inputs);
            return new([inner.Outputs[0]], [inner.Outputs[1], inner.Outputs[2], inner.Saved[0]]);
        }

        public override void Forward(in ForwardPass pass) =>
            Inner.Forward(new(pass.Device, pass.Inputs, [pass.Outputs[0], pass.Saved[0], pass.Saved[1]], [pass.Saved[2]]));

        public override void Backward(in BackwardPass pass)
        {
            Tensor?[] inputs = new Tensor?[pass.Shapes.Length];
            Gradient?[] gradients = new Gradient?[inputs.Length];
            bool[] wanted = new bool[inputs.Length];

            for (int i = 0; i < inputs.Length; i++)
            {
                wanted[i] = pass.Wants(i, out Gradient g);
                gradients[i] = wanted[i] ? g : null;
            }

            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = Inner.Reads(wanted).Input(i) ? pass.Input(i) : null;
            }

            Inner.Backward(new(pass.Device, pass.Shapes, inputs, [null, pass.Saved(0), null], [pass.Saved(2)], [pass.Dy, null, null], gradients));
        }

        public override Reads Reads(ReadOnlySpan<bool> wanted) => Inner.Reads(wanted) with { Outputs = 0 };

        public override Cost Cost(ReadOnlySpan<Shape> inputs) => Inner.Cost(inputs);
    }
}
