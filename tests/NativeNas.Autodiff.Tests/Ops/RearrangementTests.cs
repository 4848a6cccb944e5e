using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class RearrangementTests
{
    private const int Area = 15;

    private static readonly Integers[] parts =
        [[1, 3], [8, 8], [16, 16], [24, 40], [3, 16, 5], [8, 8, 8, 8], [40, 1, 24], [7], [16, 8, 16], [8, 3, 8], [16, 3], [8, 24, 5]];

    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Concatenation_joins_any_counts_of_channels(Device device)
    {
        foreach (Integers sizes in parts)
        {
            Gradcheck.Holds(device, new Concatenate(), [.. sizes.Select(c => (CheckedInput)new Shape(2, c, 5, 3))], v => [Join(v, sizes)]);
        }
    }

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

    [Theory]
    [OnEveryDevice(24, 3)]
    [OnEveryDevice(40, 4)]
    [OnEveryDevice(16, 2)]
    [OnEveryDevice(8, 8)]
    [OnEveryDevice(3, 1)]
    public void Shuffle_transposes_groups_and_their_channels(int c, int groups, Device device) =>
        Gradcheck.Holds(device, new ChannelShuffle(groups), [new Shape(2, c, 5, 3)], v => [[.. Enumerable.Range(0, 2 * c * Area).Select(i =>
        {
            int n = i / (c * Area), channel = i / Area % c;
            return v[0][(((n * c) + (channel % groups * (c / groups)) + (channel / groups)) * Area) + (i % Area)];
        })]]);

    [Theory]
    [OnEveryDevice(1, 1)]
    [OnEveryDevice(-1, 0)]
    [OnEveryDevice(0, 2)]
    [OnEveryDevice(6, 1)]
    public void Shift_moves_pixels_and_enters_zeros(int rows, int columns, Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new Shift(rows, columns), [new Shape(2, c, 5, 3)], v => [[.. Enumerable.Range(0, 2 * c * Area).Select(i =>
            {
                int h = (i / 3 % 5) + rows, w = (i % 3) + columns;
                return h is >= 0 and < 5 && w is >= 0 and < 3 ? v[0][(i / Area * Area) + (h * 3) + w] : 0;
            })]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Flatten_keeps_the_logical_order(Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new Flatten(), [new Shape(2, c, 5, 3)], v => [v[0]]);
            Gradcheck.Holds(device, new Flatten(), [new Shape(2, c)], v => [v[0]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Layouts_convert_both_ways(Device device)
    {
        foreach (int c in channels)
        {
            Gradcheck.Holds(device, new ToBlocked(), [new CheckedInput(new(2, c, 5, 3), Layout.Planes)], v => [v[0]]);
            Gradcheck.Holds(device, new ToBlocked(), [new CheckedInput(new(14, c), Layout.Planes)], v => [v[0]]);
            Gradcheck.Holds(device, new ToPlanes(), [new Shape(2, c, 5, 3)], v => [v[0]]);
        }
    }

    [Theory, OnEveryDevice]
    public void Planes_end_in_zeros(Device device)
    {
        using Tape tape = new(device);
        Var y = tape.Constant(new(1, 3, 3, 3), new float[27]).Apply(new ToPlanes());
        Assert.Equal(new float[5], y.Value.Data.ToArray()[27..]);
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("sum to 5", Assert.Throws<ArgumentException>(() => new Split([2, 2]).Infer([new(1, 5)])).Message);
        Assert.Contains("divides 5", Assert.Throws<ArgumentException>(() => new ChannelShuffle(2).Infer([new(1, 5)])).Message);
        Assert.Contains("[1, C, 2, 2]", Assert.Throws<ArgumentException>(() => new Concatenate().Infer([new(1, 5, 2, 2), new(1, 5, 2, 1)])).Message);
    }

    private static double[] Join(double[][] v, Integers sizes) =>
        [.. Enumerable.Range(0, 2).SelectMany(n => v.SelectMany((x, i) => x.Skip(n * sizes[i] * Area).Take(sizes[i] * Area)))];
}
