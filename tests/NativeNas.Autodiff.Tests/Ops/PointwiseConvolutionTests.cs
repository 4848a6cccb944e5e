using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class PointwiseConvolutionTests
{
    [Theory]
    [OnEveryDevice(1, 1)]
    [OnEveryDevice(2, 1)]
    [OnEveryDevice(1, 2)]
    public void Gradient_matches_finite_differences(int stride, int groups, Device device)
    {
        foreach ((int channels, int outputs) in new[] { (2, 6), (8, 16), (16, 24), (24, 40), (40, 8) })
        {
            Holds(device, new(3, channels, 7, 9), outputs, stride, groups);
        }
    }

    [Theory]
    [OnEveryDevice(1)]
    [OnEveryDevice(2)]
    public void Channels_may_be_few(int stride, Device device)
    {
        Holds(device, new(2, 1, 7, 9), 3, stride, 1);
        Holds(device, new(2, 3, 7, 9), 1, stride, 1);
        Holds(device, new(2, 3, 5, 4), 3, stride, 3);
    }

    [Theory]
    [OnEveryDevice(1, 20)]
    [OnEveryDevice(35, 20)]
    public void Images_of_one_pixel_are_the_pixels(int images, int channels, Device device) =>
        Holds(device, new(images, channels, 1, 1), 24, 1, 1);

    [Theory, OnEveryDevice]
    public void Long_rows_are_cut(Device device) => Holds(device, new(1, 8, 30, 23), 16, 1, 1);

    private static void Holds(Device device, Shape x, int outputs, int stride, int groups)
    {
        Shape w = new(outputs, x.C / groups);
        Window window = Window.Padded(1, stride, 1, 0);
        Gradcheck.Holds(device, new PointwiseConvolution(stride, groups), [x, new(w, Layout.Planes), new(new(outputs), Layout.Planes)],
            v => [NaiveConvolution.AddBias(NaiveConvolution.Forward(v[0], x, v[1], w, window, groups), v[2], x.N)]);
    }
}
