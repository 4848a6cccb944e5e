using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class LinearTests
{
    [Theory]
    [OnEveryDevice(1, 3, 10)]
    [OnEveryDevice(5, 24, 10)]
    [OnEveryDevice(40, 16, 33)]
    public void Gradient_matches_finite_differences(int images, int channels, int outputs, Device device)
    {
        Shape x = new(images, channels), w = new(outputs, channels);
        Gradcheck.Holds(device, new Linear(), [x, new(w, Layout.Planes), new(new(outputs), Layout.Planes)],
            v => [NaiveConvolution.AddBias(NaiveConvolution.Forward(v[0], x, v[1], w, new(1, 1), 1), v[2], images)]);
    }

    [Fact]
    public void Image_is_refused() =>
        Assert.Contains("[2, 3, 4, 4]", Assert.Throws<ArgumentException>(() => new Linear().Infer([new(2, 3, 4, 4), new(5, 3)])).Message, StringComparison.Ordinal);
}
