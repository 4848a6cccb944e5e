using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class DepthwiseConvolutionTests
{
    [Theory]
    [OnEveryDevice(3, 1, 1)]
    [OnEveryDevice(3, 2, 1)]
    [OnEveryDevice(5, 1, 2)]
    [OnEveryDevice(3, 2, 2)]
    [OnEveryDevice(5, 2, 2)]
    [OnEveryDevice(7, 2, 1)]
    public void Gradient_matches_finite_differences(int kernel, int stride, int dilation, Device device)
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            Shape x = new(2, channels, 9, 7), w = new(channels, 1, kernel, kernel);
            Window window = Window.Same(kernel, stride, dilation);
            Gradcheck.Holds(device, new DepthwiseConvolution(window), [x, new(w, Layout.Planes)],
                v => [NaiveConvolution.Forward(v[0], x, v[1], w, window, channels)]);
        }
    }

    [Theory, OnEveryDevice]
    public void Sides_may_differ(Device device)
    {
        foreach (Window window in new Window[] { new(1, 7, Left: 3, Right: 3), new(9, 9, 2, 2, Top: 4, Left: 3, Bottom: 4, Right: 5), new(2, 3, 3, 2, 2, 1, Top: 1), new(4, 4, Ceiling: true, StrideHeight: 3, StrideWidth: 3) })
        {
            Shape x = new(2, 24, 11, 37), w = new(24, 1, window.KernelHeight, window.KernelWidth);
            Gradcheck.Holds(device, new DepthwiseConvolution(window), [x, new(w, Layout.Planes)],
                v => [NaiveConvolution.Forward(v[0], x, v[1], w, window, x.C)]);
        }
    }
}
