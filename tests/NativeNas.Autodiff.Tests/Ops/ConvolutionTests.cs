using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class ConvolutionTests
{
    [Theory]
    [OnEveryDevice(3, 1, 1)]
    [OnEveryDevice(3, 2, 1)]
    [OnEveryDevice(3, 1, 2)]
    [OnEveryDevice(5, 3, 1)]
    [OnEveryDevice(1, 2, 1)]
    public void Gradient_matches_finite_differences(int kernel, int stride, int dilation, Device device)
    {
        foreach ((int channels, int outputs) in new[] { (1, 24), (3, 8), (8, 3), (16, 16), (24, 40) })
        {
            Holds(device, new(2, channels, 9, 7), outputs, Window.Same(kernel, stride, dilation));
        }
    }

    [Theory, OnEveryDevice]
    public void Sides_may_differ(Device device)
    {
        Holds(device, new(2, 16, 8, 11), 24, new(1, 7, Left: 3, Right: 3));
        Holds(device, new(1, 8, 11, 6), 16, new(3, 2, 2, 3, 1, 2, Top: 2, Left: 0, Bottom: 1, Right: 4));
        Holds(device, new(1, 4, 37, 50), 3, new(2, 2));
    }

    [Theory, OnEveryDevice]
    public void Image_stays_in_planes(Device device)
    {
        Holds(device, new(2, 3, 9, 11), 24, Window.Same(3, 2), Layout.Planes);
        Holds(device, new(2, 1, 7, 6), 8, Window.Same(5), Layout.Planes);
        Holds(device, new(1, 4, 8, 8), 16, new(4, 4, 4, 4), Layout.Planes);
        Holds(device, new(2, 17, 5, 6), 8, Window.Same(3), Layout.Planes);
        Holds(device, new(2, 24, 6, 5), 20, Window.Same(3, 2), Layout.Planes);
    }

    [Theory, OnEveryDevice]
    public void Padding_of_a_single_pixel_kernel_is_kept(Device device)
    {
        Assert.Equal(new(1, 8, 5, 5), new Convolution(Window.Padded(1, 1, 1, 1)).Infer([new(1, 3, 3, 3), new(8, 3, 1, 1)]).Outputs[0].Shape);
        Holds(device, new(2, 3, 3, 3), 8, Window.Padded(1, 1, 1, 1));
        Holds(device, new(2, 17, 3, 3), 8, Window.Padded(1, 2, 1, 2));
    }

    [Fact]
    public void A_side_of_a_million_pixels_is_cut_into_bands()
    {
        using CpuDevice device = new(2);
        Shape x = new(1, 1, 1 << 20), w = new(1, 1);
        using Tape tape = new(device);
        float[] numbers = [.. Enumerable.Range(0, x.Length).Select(i => (float)i)];
        Var y = tape.Apply(new Convolution(Window.Padded(1, 1, 1, 0)), tape.Constant(x, numbers, Layout.Planes), tape.Constant(w, [2f], Layout.Planes));
        Assert.Equal(numbers.Select(v => 2 * v), y.Value.ToArray());
    }

    [Theory]
    [OnEveryDevice(6, 10, 2)]
    [OnEveryDevice(24, 24, 3)]
    [OnEveryDevice(40, 20, 4)]
    [OnEveryDevice(32, 32, 2)]
    [OnEveryDevice(18, 18, 18)]
    public void Groups_need_not_end_on_blocks(int channels, int outputs, int groups, Device device) =>
        Holds(device, new(2, channels, 5, 6), outputs, Window.Same(3, 2), groups: groups);

    [Fact]
    public void Wrong_weights_are_named()
    {
        Convolution op = new(Window.Same(3), Groups: 2);
        Assert.Contains("[8, 3, 3, 3]", Assert.Throws<ArgumentException>(() => op.Infer([new(1, 6, 5, 5), new(8, 6, 3, 3)])).Message, StringComparison.Ordinal);
        Assert.Contains("2 groups", Assert.Throws<ArgumentException>(() => op.Infer([new(1, 5, 5, 5), new(8, 3, 3, 3)])).Message, StringComparison.Ordinal);
    }

    private static void Holds(Device device, Shape x, int outputs, Window window, Layout layout = Layout.Blocked, int groups = 1)
    {
        Shape w = new(outputs, x.C / groups, window.KernelHeight, window.KernelWidth);
        Convolution op = new(window, groups);
        Gradcheck.Holds(device, op, [new(x, layout), new(w, Layout.Planes)], v => [NaiveConvolution.Forward(v[0], x, v[1], w, window, groups)]);
        Gradcheck.Holds(device, op, [new(x, layout), new(w, Layout.Planes), new(new(outputs), Layout.Planes)],
            v => [NaiveConvolution.AddBias(NaiveConvolution.Forward(v[0], x, v[1], w, window, groups), v[2], x.N)]);
    }
}
