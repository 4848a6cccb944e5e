using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class AddTests
{
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

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("one shape", Assert.Throws<ArgumentException>(() => new Add().Infer([new(1, 2), new(1, 3)])).Message);
        Assert.Contains("2 to 16", Assert.Throws<ArgumentException>(() => new Add().Infer([new(1, 2)])).Message);
    }
}
