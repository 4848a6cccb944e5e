using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ElementwiseTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory]
    [OnEveryDevice(2)]
    [OnEveryDevice(3)]
    [OnEveryDevice(8)]
    [OnEveryDevice(9)]
    [OnEveryDevice(16)]
    public void Add_sums_all_inputs(int count, Device device)
    {
        Shape x = new(2, 24, 3, 5);
        Gradcheck.Holds(device, new Add(), [.. Enumerable.Repeat<CheckedInput>(x, count)],
            v => [[.. Enumerable.Range(0, x.Length).Select(i => v.Sum(input => input[i]))]]);
    }

    [Theory, OnEveryDevice]
    public void Multiply_matches_its_reference(Device device)
    {
        foreach (int c in channels)
        {
            Shape x = new(2, c, 3, 5);
            Gradcheck.Holds(device, new Multiply(), [x, x], v => [[.. v[0].Zip(v[1], (a, b) => a * b)]]);
        }
    }

    [Theory, OnEveryDevice]
    public void A_square_has_twice_the_value_as_its_gradient(Device device)
    {
        Shape shape = new(2, 3, 1, 5);
        float[] numbers = [.. Enumerable.Range(0, shape.Length).Select(i => i - 7.5f)];
        Tensor x = Tensor.From(device, shape, numbers), ones = Tensor.From(device, shape, [.. numbers.Select(_ => 1f)]);
        using Tape tape = new(device);
        Var leaf = tape.Watch(x);
        tape.Backward(tape.Apply(new Multiply(), leaf, leaf), ones);
        Assert.Equal(numbers.Select(v => 2 * v), tape.GradientOf(leaf)!.ToArray());
    }

    [Theory]
    [OnEveryDevice(false)]
    [OnEveryDevice(true)]
    public void Channel_scale_matches_its_reference(bool shared, Device device)
    {
        foreach (int c in channels)
        {
            Shape x = new(3, c, 5, 3), s = new(shared ? 1 : 3, c);
            Gradcheck.Holds(device, new ChannelScale(), [x, s], v => [[.. v[0].Select((value, i) => value * v[1][i / 15 % s.Length])]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Sample_scale_matches_its_reference(Device device)
    {
        foreach (int c in channels)
        {
            Shape x = new(3, c, 5, 3);
            Gradcheck.Holds(device, new SampleScale(), [x, new(new(3), Layout.Planes, Differentiable: false)],
                v => [[.. v[0].Select((value, i) => value * v[1][i / (c * 15)])]]);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => new Add().Infer([new(1, 2), new(1, 3)])).Message);
        Assert.Contains("2 to 16", Assert.Throws<ArgumentException>(() => new Add().Infer([new(1, 2)])).Message);
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => new Multiply().Infer([new(1, 2), new(2, 2)])).Message);
        Assert.Contains("[2 or 1, 3, 1, 1]", Assert.Throws<ArgumentException>(() => new ChannelScale().Infer([new(2, 3, 4, 4), new(3, 3)])).Message);
        Assert.Contains("[2, 1, 1, 1]", Assert.Throws<ArgumentException>(() => new SampleScale().Infer([new(2, 3, 4, 4), new(2, 3)])).Message);
    }
}
