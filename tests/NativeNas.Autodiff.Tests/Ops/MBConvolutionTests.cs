using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class MBConvolutionTests
{
    [Theory]
    [OnEveryDevice(3, 18, 3, 1, 0, 3)]
    [OnEveryDevice(8, 48, 5, 1, 3, 8)]
    [OnEveryDevice(8, 40, 3, 2, 17, 24)]
    [OnEveryDevice(24, 24, 3, 1, 6, 24)]
    [OnEveryDevice(18, 18, 5, 2, 0, 40)]
    public void Outputs_and_gradients_match_float64(int inputs, int hidden, int kernel, int stride, int narrow, int outputs, Device device) =>
        Holds<Swish>(device, x => x / (1 + Math.Exp(-x)), inputs, hidden, [new(hidden, kernel)], stride, narrow, outputs, 6, 5);

    [Theory, OnEveryDevice]
    public void Mixed_kernels(Device device) =>
        Holds<Swish>(device, x => x / (1 + Math.Exp(-x)), 4, 24, [new(8, 3), new(9, 5), new(7, 3, 2)], 1, 4, 4, 7, 6);

    [Theory, OnEveryDevice]
    public void Another_activation(Device device) =>
        Holds<HardSwish>(device, x => x * Math.Clamp(x + 3, 0, 6) / 6, 5, 20, [new(20, 3)], 1, 5, 5, 6, 5);

    [Theory, OnEveryDevice]
    public void An_image_of_several_runs(Device device) =>
        Holds<Swish>(device, x => x / (1 + Math.Exp(-x)), 3, 6, [new(6, 3)], 1, 2, 3, 35, 31);

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit_whatever_the_threads()
    {
        foreach ((int hidden, int narrow) in new[] { (24, 0), (40, 5), (8, 3) })
        {
            MBConvolution<Swish> op = Op<Swish>(8, hidden, [new(hidden, 3)], 1, narrow, 8);
            SameBits.OfScalarAndVector(op, Inputs(op, 8, hidden, narrow, 8, 9, 7));
            SameBits.ForAnyThreads(op, Inputs(op, 8, hidden, narrow, 8, 9, 7));
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        MBConvolution<Swish> op = Op<Swish>(8, 24, [new(24, 3)], 1, 3, 8);
        Shape[] shapes = [.. Inputs(op, 8, 24, 3, 8, 5, 5).Select(input => input.Shape)];
        shapes[7] = new(4, 24);
        Assert.Throws<ArgumentException>(() => op.Infer(shapes));
        Assert.Throws<ArgumentException>(() => new MBConvolution<Sigmoid>(op.Depthwise, true, true, true).Infer(shapes));
        Assert.Throws<ArgumentException>(() => (op with { Residual = true, Depthwise = op.Depthwise with { Stride = 2 } }).Infer(shapes));
    }

    private static void Holds<TFunction>(
        Device device, Func<double, double> f, int inputs, int hidden, MixGroup[] groups, int stride, int narrow, int outputs, int height, int width)
        where TFunction : struct, IUnary
    {
        MBConvolution<TFunction> op = Op<TFunction>(inputs, hidden, groups, stride, narrow, outputs);
        CheckedInput[] values = Inputs(op, inputs, hidden, narrow, outputs, height, width);
        NaiveMBConvolution naive = new(values[0].Shape, hidden, groups, stride, narrow, outputs, op.Residual, f);
        Gradcheck.Holds(device, new OnlyFirst(op), values, v => [naive.Of(v[0], v[1..])[0]], 3e-5);
    }

    private static MBConvolution<TFunction> Op<TFunction>(int inputs, int hidden, MixGroup[] groups, int stride, int narrow, int outputs)
        where TFunction : struct, IUnary =>
        new(new([.. groups], stride), hidden != inputs, narrow > 0, stride == 1 && inputs == outputs);

    private static CheckedInput[] Inputs<TFunction>(MBConvolution<TFunction> op, int inputs, int hidden, int narrow, int outputs, int height, int width)
        where TFunction : struct, IUnary =>
    [
        new Shape(3, inputs, height, width),
        .. op.Expands ? new[] { Weight(new(hidden, inputs)), Weight(new(hidden)), Weight(new(hidden)) } : [],
        .. op.Depthwise.Groups.Select(group => Weight(new(group.Channels, 1, group.Kernel, group.Kernel))),
        Weight(new(hidden)),
        Weight(new(hidden)),
        .. narrow > 0 ? new[] { Weight(new(narrow, hidden)), Weight(new(narrow)), Weight(new(hidden, narrow)), Weight(new(hidden)) } : [],
        Weight(new(outputs, hidden)),
        Weight(new(outputs)),
        Weight(new(outputs)),
    ];

    private static CheckedInput Weight(Shape shape) => new(shape, Layout.Planes);
}
