using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using Sum = NativeNas.Autodiff.Ops.Sum;

namespace NativeNas.Autodiff.Tests;

public class OpInputsTests
{
    private static readonly Shape image = new(2, 4, 5, 5);

    public static TheoryData<Op, int> Counts { get; } = new()
    {
        { new Activation<Relu>(), 1 },
        { new Add(), 2 },
        { new AveragePooling(Window.Same(3), false), 1 },
        { new BatchNormalization(), 1 },
        { new BatchNormalizationEvaluation(), 3 },
        { new ChannelScale(), 2 },
        { new ChannelShuffle(2), 1 },
        { new Concatenate(), 1 },
        { new Convolution(Window.Same(3)), 2 },
        { new CrossEntropy(), 2 },
        { new DepthwiseConvolution(Window.Same(3)), 2 },
        { new Flatten(), 1 },
        { new Gate<Relu>(), 2 },
        { new GlobalAveragePooling(), 1 },
        { new Linear(), 2 },
        { new LogSoftmax(), 1 },
        { new MaxPooling(Window.Same(3)), 1 },
        { new Mean(), 1 },
        { MixConvolution.Of([4], [3]), 2 },
        { new Multiply(), 2 },
        { new PointwiseConvolution(), 2 },
        { new SampleScale(), 2 },
        { new Shift(1, 1), 1 },
        { new Softmax(), 1 },
        { new Split([2, 2]), 1 },
        { new Sum(), 1 },
        { new TapPooling(Window.Same(3)), 2 },
        { new ToBlocked(), 1 },
        { new ToPlanes(), 1 },
        { new WeightedSum(0, [0]), 2 },
    };

    [Theory, MemberData(nameof(Counts))]
    public void Too_few_and_too_many_inputs_are_counted(Op op, int least)
    {
        string name = op.GetType().Name.Split('`')[0];
        Shape[] few = [.. Enumerable.Repeat(image, least - 1)], many = [.. Enumerable.Repeat(image, 65)];
        Assert.Matches($"^{name} takes {least}.* inputs; got {few.Length}", Assert.Throws<ArgumentException>(() => op.Infer(few)).Message);
        Assert.Matches($"^{name} takes {least}.* inputs; got 65", Assert.Throws<ArgumentException>(() => op.Infer(many)).Message);
    }

    [Theory, OnEveryDevice]
    public void A_value_in_the_wrong_layout_is_refused(Device device)
    {
        using Tape tape = new(device);
        Var blocked = tape.Constant(image, new float[image.Length]), planes = tape.Constant(image, new float[image.Length], Layout.Planes);
        Var filters = tape.Constant(new Shape(4, 1, 3, 3), new float[36], Layout.Planes), blockedFilters = tape.Constant(new Shape(4, 1, 3, 3), new float[36]);
        Var vector = tape.Constant(new Shape(4), new float[4], Layout.Planes), blockedVector = tape.Constant(new Shape(4), new float[4]);
        Refused(0, new Activation<Relu>(), planes);
        Refused(1, new Add(), blocked, planes);
        Refused(0, new DepthwiseConvolution(Window.Same(3)), planes, filters);
        Refused(1, new DepthwiseConvolution(Window.Same(3)), blocked, blockedFilters);
        Refused(1, new Convolution(Window.Same(3), Groups: 4), planes, blockedFilters);
        Refused(2, new BatchNormalization(), blocked, vector, blockedVector);
        Refused(0, new ToBlocked(), blocked);
        Refused(0, new ToPlanes(), planes);

        void Refused(int input, Op op, params Var[] inputs) =>
            Assert.Contains($"Input {input} of", Assert.Throws<ArgumentException>(() => tape.Apply(op, inputs)).Message, StringComparison.Ordinal);
    }
}
