using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ChannelShuffleTests
{
    private const int Area = 15;

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

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("divides 5", Assert.Throws<ArgumentException>(() => new ChannelShuffle(2).Infer([new(1, 5)])).Message);
    }
}
