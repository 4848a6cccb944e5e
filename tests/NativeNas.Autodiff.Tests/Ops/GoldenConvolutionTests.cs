using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>Recorded cases of another implementation in float64.</summary>
public class GoldenConvolutionTests
{
    [Theory]
    [OnEveryDevice(3, 1, 1)]
    [OnEveryDevice(3, 1, 2)]
    [OnEveryDevice(3, 2, 1)]
    [OnEveryDevice(5, 1, 1)]
    [OnEveryDevice(5, 1, 2)]
    [OnEveryDevice(5, 2, 1)]
    [OnEveryDevice(7, 1, 1)]
    [OnEveryDevice(9, 2, 1)]
    public void Depthwise(int kernel, int stride, int dilation, Device device) =>
        Golden.Holds(device, $"depthwise_k{kernel}_s{stride}_d{dilation}", new DepthwiseConvolution(Window.Same(kernel, stride, dilation)), ["weight"]);

    [Theory, OnEveryDevice]
    public void Pointwise(Device device) => Golden.Holds(device, "pointwise", new PointwiseConvolution(), ["weight"]);

    [Theory, OnEveryDevice]
    public void Grouped(Device device) => Golden.Holds(device, "conv_k3_g2", new Convolution(Window.Same(3, stride: 2), Groups: 2), ["weight", "bias"]);

    [Theory, OnEveryDevice]
    public void Mixed(Device device) =>
        Golden.Holds(device, "mixconv_k357", MixConvolution.Of(MixSplit.Equal(40, 3), [3, 5, 7]), ["convs.0.weight", "convs.1.weight", "convs.2.weight"]);
}
