using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class SeparableConvolutionTests
{
    [Theory]
    [OnEveryDevice(3, 3, 1, 1)]
    [OnEveryDevice(8, 5, 2, 1)]
    [OnEveryDevice(24, 3, 2, 1)]
    [OnEveryDevice(16, 5, 1, 2)]
    [OnEveryDevice(40, 3, 2, 2)]
    public void Gradients_match_finite_differences(int channels, int kernel, int stride, int dilation, Device device)
    {
        Window first = Window.Same(kernel, stride, dilation);
        Holds(device, new SeparableConvolution(first), new(2, channels, 7, 6));
        Holds(device, new SeparableConvolution(first, Window.Same(kernel)), new(3, channels, 5, 6));
    }

    [Fact]
    public void Bits_do_not_depend_on_threads_and_scalars_agree_with_vectors()
    {
        SeparableConvolution op = new(Window.Same(5, 2), Window.Same(3));
        CheckedInput[] inputs = Inputs(op, new(5, 24, 9, 7));
        SameBits.ForAnyThreads(op, inputs);
        SameBits.OfScalarAndVector(op, inputs);
    }

    private static CheckedInput[] Inputs(SeparableConvolution op, Shape x)
    {
        Window[] windows = op.Second is { } second ? [op.First, second] : [op.First];
        Shape vector = new(x.C);
        return
        [
            new(x, Fill: (rng, i) => (rng.At("sign").Bits(i) % 2 == 0 ? -1 : 1) * (0.1 + (0.9 * rng.Uniform(i)))),
            .. windows.SelectMany(window => new Shape[] { new(x.C, 1, window.KernelHeight, window.KernelWidth), new(x.C, x.C), vector, vector }
                .Select(shape => new CheckedInput(shape, Layout.Planes))),
        ];
    }

    private static void Holds(Device device, SeparableConvolution op, Shape x)
    {
        double[][]? statistics = null;
        Gradcheck.Holds(device, op, Inputs(op, x), v =>
        {
            // Gradients that reach the statistics stop there: to the differences they stand still.
            double[][] found = NaiveMixture.Separable(x, v, new Candidate.Separable(op.First, op.Second));
            statistics ??= found[1..];
            return [found[0], .. statistics];
        }, tolerance: 1e-4);
    }
}
