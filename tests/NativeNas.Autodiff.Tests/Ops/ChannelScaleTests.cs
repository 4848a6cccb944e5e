using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class ChannelScaleTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

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

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_in_words()
    {
        Assert.Contains("[2 or 1, 3, 1, 1]", Assert.Throws<ArgumentException>(() => new ChannelScale().Infer([new(2, 3, 4, 4), new(3, 3)])).Message);
    }
}
