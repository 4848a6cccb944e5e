using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class MultiplyTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

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

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => new Multiply().Infer([new(1, 2), new(2, 2)])).Message);
    }
}
