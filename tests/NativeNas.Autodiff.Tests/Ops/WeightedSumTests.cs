using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class WeightedSumTests
{
    private static readonly Integers[] choices = [[2], [3, 0], [0, 1, 2, 3, 4, 5, 6], [7, 6, 5, 4, 3, 2, 1, 0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [4, 4, 1]];

    [Theory]
    [OnEveryDevice(0, 1)]
    [OnEveryDevice(1, 3)]
    [OnEveryDevice(2, 8)]
    [OnEveryDevice(3, 16)]
    [OnEveryDevice(4, 24)]
    [OnEveryDevice(5, 40)]
    public void Gradient_matches_finite_differences(int choice, int channels, Device device)
    {
        Integers columns = choices[choice];
        Shape x = new(2, channels, 5, 3), p = new(4, 18);
        Gradcheck.Holds(device, new WeightedSum(2, columns), [.. Enumerable.Repeat<CheckedInput>(x, columns.Count), p], v => Reference(v, 2, columns, x, p));
    }

    [Theory, OnEveryDevice]
    public void Sums_of_many_pieces_agree(Device device)
    {
        Integers columns = [0, 2];
        Shape x = new(5, 16, 31, 7), p = new(2, 7);
        Gradcheck.Holds(device, new WeightedSum(1, columns), [x, x, p], v => Reference(v, 1, columns, x, p));
    }

    [Fact]
    public void Bits_are_the_same_for_any_number_of_threads_and_for_scalars_and_vectors()
    {
        float[] one = Gradients(new CpuDevice(1)), scalar = Gradients(new CpuScalarDevice(1));
        Assert.Equal(one, Gradients(new CpuDevice(2)));
        Assert.Equal(one, Gradients(new CpuDevice(3)));
        Assert.Equal(scalar, Gradients(new CpuScalarDevice(2)));
        Assert.Equal(scalar, Gradients(new CpuDevice(2, CpuForms.Portable)));
    }

    [Theory, OnEveryDevice]
    public void One_value_may_be_several_inputs(Device device)
    {
        Shape shape = new(1, 3, 2, 2);
        using Tape tape = new(device);
        Var x = tape.Watch(Tensor.From(device, shape, [.. Enumerable.Range(0, 12).Select(i => (float)i)]));
        Var p = tape.Constant(new(1, 3), [1f, 10f, 100f]);
        Var y = tape.Apply(new WeightedSum(0, [0, 1, 2]), x, x, x, p);
        tape.Backward(y, Tensor.From(device, shape, [.. Enumerable.Repeat(2f, 12)]));
        Assert.All(tape.GradientOf(x)!.ToArray(), d => Assert.Equal(222f, d));
    }

    [Fact]
    public void Ops_are_equal_by_their_columns()
    {
        Assert.Equal(new WeightedSum(1, [0, 2]), new WeightedSum(1, [0, 2]));
        Assert.Equal(new WeightedSum(1, [0, 2]).GetHashCode(), new WeightedSum(1, [0, 2]).GetHashCode());
        Assert.NotEqual(new WeightedSum(1, [0, 2]), new WeightedSum(1, [2, 0]));
    }

    [Fact]
    public void Inputs_that_do_not_fit_are_refused_in_words()
    {
        Shape x = new(1, 3, 2, 2), p = new(2, 3);
        Assert.Contains("no column 3", Assert.Throws<ArgumentException>(() => new WeightedSum(0, [3]).Infer([x, p])).Message);
        Assert.Contains("a row 2", Assert.Throws<ArgumentException>(() => new WeightedSum(2, [0]).Infer([x, p])).Message);
        Assert.Contains("takes 2 inputs", Assert.Throws<ArgumentException>(() => new WeightedSum(0, [0, 1]).Infer([x, p])).Message);
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => new WeightedSum(0, [0, 1]).Infer([x, new(1, 3), p])).Message);
    }

    /// <summary>Values and gradients of a sum of three inputs that takes two pieces.</summary>
    private static float[] Gradients(Device device)
    {
        using Device owned = device;
        Shape x = new(5, 16, 31, 7);
        using Tape tape = new(device);
        Var[] inputs = [.. Enumerable.Range(0, 3).Select(k => tape.Watch(Random(x, k)))];
        Var p = tape.Watch(Random(new(1, 3), 3)), y = tape.Apply(new WeightedSum(0, [0, 1, 2]), [.. inputs, p]);
        float[] values = y.Value.ToArray();
        tape.Backward(y, Random(x, 4));
        return [.. values, .. tape.GradientOf(p)!.ToArray(), .. inputs.SelectMany(input => tape.GradientOf(input)!.ToArray())];

        Tensor Random(Shape shape, int stream) =>
            Tensor.From(device, shape, [.. Enumerable.Range(0, shape.Length).Select(i => new Rng(5).At(stream).Normal(i))]);
    }

    private static double[][] Reference(double[][] v, int row, Integers columns, Shape x, Shape p) =>
        [[.. Enumerable.Range(0, x.Length).Select(i => columns.Select((column, k) => v[^1][(row * p.C) + column] * v[k][i]).Sum())]];
}
