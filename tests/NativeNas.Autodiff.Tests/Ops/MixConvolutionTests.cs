using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class MixConvolutionTests
{
    [Theory]
    [OnEveryDevice(40, 1, false)]
    [OnEveryDevice(40, 2, false)]
    [OnEveryDevice(24, 1, true)]
    [OnEveryDevice(64, 1, true)]
    [OnEveryDevice(4, 2, true)]
    public void Gradient_matches_finite_differences(int channels, int stride, bool dilated, Device device)
    {
        Holds(device, MixConvolution.Of(MixSplit.Equal(channels, 3), [3, 5, 7], stride, dilated), channels);
        Holds(device, MixConvolution.Of(MixSplit.Exponential(channels, 2), [3, 9], stride, dilated), channels);
    }

    [Theory, OnEveryDevice]
    public void One_group_is_depthwise_convolution(Device device)
    {
        Shape x = new(2, 24, 9, 8), w = new(24, 1, 5, 5);
        Tensor a = Tensor.From(device, x, Waves(x.Length)), b = Tensor.From(device, w, Waves(w.Length), Layout.Planes);
        Tensor one = Tensor.Allocate(device, x), other = Tensor.Allocate(device, x);
        MixConvolution.Of([24], [5]).Forward(new(device, [a, b], [one], []));
        new DepthwiseConvolution(Window.Same(5)).Forward(new(device, [a, b], [other], []));

        // Their forms may add taps in another order.
        Assert.Equal(other.ToArray(), one.ToArray(), (p, q) => MathF.Abs(p - q) <= 1e-5f);
    }

    [Fact]
    public void What_was_packed_goes_back_when_packing_throws()
    {
        using CpuDevice device = new(1);
        Tensor x = Tensor.From(device, new Shape(1, 24, 5, 5), Waves(600)), w = Tensor.From(device, new Shape(24, 1, 3, 3), Waves(216), Layout.Planes);
        long before = device.BytesInUse;
        Tensor gone = Tensor.From(device, w.Shape, Waves(216), Layout.Planes);
        gone.Data.Buffer.Dispose();
        Tensor y = Tensor.Allocate(device, x.Shape);
        y.Data.Buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => MixConvolution.Of([24], [3]).Forward(new(device, [x, gone], [y], [])));
        Assert.Equal(before, device.BytesInUse);
    }

    [Fact]
    public void Splits_are_the_published_ones()
    {
        Assert.Equal([28, 26, 26], MixSplit.Equal(80, 3));
        Assert.Equal([16, 8, 4, 4], MixSplit.Exponential(32, 4));
        Assert.Equal([new(16, 3), new(16, 3, 4)], MixConvolution.Of([16, 16], [3, 9], dilated: true).Groups.ToArray());
        Assert.Equal([new(16, 3), new(16, 9)], MixConvolution.Of([16, 16], [3, 9], stride: 2, dilated: true).Groups.ToArray());
    }

    [Fact]
    public void Ops_of_the_same_groups_are_equal()
    {
        Assert.Equal(MixConvolution.Of([16, 8], [3, 5]), MixConvolution.Of([16, 8], [3, 5]));
        Assert.NotEqual(MixConvolution.Of([16, 8], [3, 5]), MixConvolution.Of([16, 8], [3, 7]));
    }

    private static void Holds(Device device, MixConvolution op, int channels)
    {
        Shape x = new(2, channels, 7, 6);
        Shape[] ws = [.. op.Groups.Select(g => new Shape(g.Channels, 1, g.Kernel, g.Kernel))];
        Gradcheck.Holds(device, op, [x, .. ws.Select(w => new CheckedInput(w, Layout.Planes))], v => [Reference(op, x, ws, v)]);
    }

    private static double[] Reference(MixConvolution op, Shape x, Shape[] ws, double[][] v)
    {
        double[][] parts = new double[ws.Length][];

        for (int i = 0, first = 0; i < ws.Length; first += ws[i].N, i++)
        {
            Shape part = new(x.N, ws[i].N, x.H, x.W);
            double[] read = [.. Enumerable.Range(0, x.N).SelectMany(n => v[0].Skip(((n * x.C) + first) * x.Area).Take(part.C * x.Area))];
            parts[i] = NaiveConvolution.Forward(read, part, v[i + 1], ws[i], Window.Same(op.Groups[i].Kernel, op.Stride, op.Groups[i].Dilation), part.C);
        }

        return [.. Enumerable.Range(0, x.N).SelectMany(n => parts.SelectMany(part => part.Skip(part.Length / x.N * n).Take(part.Length / x.N)))];
    }

    private static float[] Waves(int length) => [.. Enumerable.Range(0, length).Select(i => MathF.Sin(i * 0.7f))];
}
