using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class MBConvolutionEvaluationTests
{
    [Theory]
    [OnEveryDevice(3, 18, 3, 1, 0, 3)]
    [OnEveryDevice(8, 48, 5, 1, 3, 8)]
    [OnEveryDevice(8, 40, 3, 2, 17, 24)]
    [OnEveryDevice(18, 18, 5, 1, 0, 18)]
    public void Outputs_match_float64(int inputs, int hidden, int kernel, int stride, int narrow, int outputs, Device device)
    {
        MBConvolutionEvaluation<Swish> op = Op(inputs, hidden, kernel, stride, narrow, outputs);
        CheckedInput[] values = Inputs(op, inputs, hidden, kernel, narrow, outputs, 7, 6);
        int known = op.Block.Expands ? 6 : 4;
        NaiveMBConvolution naive = new(values[0].Shape, hidden, [new(hidden, kernel)], stride, narrow, outputs, op.Block.Residual, x => x / (1 + Math.Exp(-x)));
        Gradcheck.Holds(device, op, values, v => [(naive with { Statistics = v[^known..] }).Of(v[0], v[1..^known])[0]], 3e-5);
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit_whatever_the_threads()
    {
        foreach ((int hidden, int narrow) in new[] { (24, 0), (40, 5), (8, 3) })
        {
            MBConvolutionEvaluation<Swish> op = Op(8, hidden, 3, 1, narrow, 8);
            CheckedInput[] inputs = Inputs(op, 8, hidden, 3, narrow, 8, 50, 51);
            SameBits.OfScalarAndVector(op, inputs);
            SameBits.ForAnyThreads(op, inputs);
        }
    }

    [Fact]
    public void Gradients_are_refused()
    {
        MBConvolutionEvaluation<Swish> op = Op(8, 24, 3, 1, 0, 8);
        CheckedInput[] inputs = Inputs(op, 8, 24, 3, 0, 8, 5, 5);
        using CpuDevice device = new(1);
        using Tape tape = new(device, TapeMode.Evaluation);
        Var[] values = [.. inputs.Select((input, i) => i == 0 ? tape.Watch(Tensor.From(device, input.Shape, new float[input.Shape.Length])) : tape.Constant(input.Shape, new float[input.Shape.Length], input.Layout))];
        Var y = tape.Apply(op, values);
        Tensor seed = Tensor.From(device, y.Shape, new float[y.Shape.Length]);
        Assert.Contains("MBConv", Assert.Throws<ArgumentException>(() => tape.Backward(y, seed)).Message, StringComparison.Ordinal);
    }

    private static MBConvolutionEvaluation<Swish> Op(int inputs, int hidden, int kernel, int stride, int narrow, int outputs) =>
        new(new(new([new(hidden, kernel)], stride), hidden != inputs, narrow > 0, stride == 1 && inputs == outputs));

    private static CheckedInput[] Inputs(MBConvolutionEvaluation<Swish> op, int inputs, int hidden, int kernel, int narrow, int outputs, int height, int width) =>
    [
        new(new(2, inputs, height, width), Differentiable: false),
        .. op.Block.Expands ? new[] { Weight(new(hidden, inputs)), Weight(new(hidden)), Weight(new(hidden)) } : [],
        Weight(new(hidden, 1, kernel, kernel)),
        Weight(new(hidden)),
        Weight(new(hidden)),
        .. narrow > 0 ? new[] { Weight(new(narrow, hidden)), Weight(new(narrow)), Weight(new(hidden, narrow)), Weight(new(hidden)) } : [],
        Weight(new(outputs, hidden)),
        Weight(new(outputs)),
        Weight(new(outputs)),
        .. op.Block.Expands ? Statistics(hidden) : [],
        .. Statistics(hidden),
        .. Statistics(outputs),
    ];

    private static CheckedInput[] Statistics(int channels) =>
        [Weight(new(channels)), Weight(new(channels)) with { Fill = (rng, i) => 0.5 + rng.Uniform(i) }];

    private static CheckedInput Weight(Shape shape) => new(shape, Layout.Planes, Differentiable: false);
}
