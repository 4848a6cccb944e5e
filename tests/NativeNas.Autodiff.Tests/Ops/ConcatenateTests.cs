using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ConcatenateTests
{
    private const int Area = 15;

    private static readonly Integers[] parts =
        [[1, 3], [8, 8], [16, 16], [24, 40], [3, 16, 5], [8, 8, 8, 8], [40, 1, 24], [7], [16, 8, 16], [8, 3, 8], [16, 3], [8, 24, 5]];

    [Theory, OnEveryDevice]
    public void Concatenation_joins_any_counts_of_channels(Device device)
    {
        foreach (Integers sizes in parts)
        {
            Gradcheck.Holds(device, new Concatenate(), [.. sizes.Select(c => (CheckedInput)new Shape(2, c, 5, 3))], v => [Join(v, sizes)]);
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("[1, C, 2, 2]", Assert.Throws<ArgumentException>(() => new Concatenate().Infer([new(1, 5, 2, 2), new(1, 5, 2, 1)])).Message);
    }

    private static double[] Join(double[][] v, Integers sizes) =>
        [.. Enumerable.Range(0, 2).SelectMany(n => v.SelectMany((x, i) => x.Skip(n * sizes[i] * Area).Take(sizes[i] * Area)))];
}
