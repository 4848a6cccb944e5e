using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class SplitTests
{
    private const int Area = 15;

    private static readonly Integers[] parts =
        [[1, 3], [8, 8], [16, 16], [24, 40], [3, 16, 5], [8, 8, 8, 8], [40, 1, 24], [7], [16, 8, 16], [8, 3, 8], [16, 3], [8, 24, 5]];

    [Theory, OnEveryDevice]
    public void Split_parts_any_counts_of_channels(Device device)
    {
        foreach (Integers sizes in parts)
        {
            Gradcheck.Holds(device, new Split(sizes), [new Shape(2, sizes.Sum(), 5, 3)], v => [.. sizes.Select((c, part) => Enumerable.Range(0, 2)
                .SelectMany(n => v[0].Skip(((n * sizes.Sum()) + sizes.Take(part).Sum()) * Area).Take(c * Area)).ToArray())]);
        }
    }

    [Theory]
    [OnEveryDevice(0, false)]
    [OnEveryDevice(1, false)]
    [OnEveryDevice(2, true)]
    public void A_part_that_nothing_reads_has_no_gradient(int read, bool twice, Device device)
    {
        foreach (Integers sizes in new Integers[] { [8, 8, 5], [3, 16, 5], [16, 24, 3] })
        {
            Shape shape = new(2, sizes.Sum(), 5, 3);
            using Tape tape = new(device);
            Var x = tape.Watch(Tensor.From(device, shape, new float[shape.Length]));
            Var y = tape.ApplyAll(new Split(sizes), x)[read];
            Var result = twice ? tape.Apply(new Add(), y, tape.ApplyAll(new Split(sizes), x)[read]) : y;
            tape.Backward(result, Tensor.From(device, y.Shape, [.. Enumerable.Repeat(1f, y.Shape.Length)]));
            int first = sizes.Take(read).Sum();
            Assert.Equal(
                Enumerable.Range(0, shape.Length).Select(i => i / Area % shape.C).Select(c => c >= first && c < first + sizes[read] ? (twice ? 2f : 1f) : 0f),
                tape.GradientOf(x)!.ToArray());
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("sum to 5", Assert.Throws<ArgumentException>(() => new Split([2, 2]).Infer([new(1, 5)])).Message);
    }
}
