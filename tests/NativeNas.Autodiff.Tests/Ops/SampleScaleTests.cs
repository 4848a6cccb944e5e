using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class SampleScaleTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

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
        Assert.Contains("[2, 1, 1, 1]", Assert.Throws<ArgumentException>(() => new SampleScale().Infer([new(2, 3, 4, 4), new(2, 3)])).Message);
    }
}
