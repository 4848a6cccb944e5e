using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>Shapes that only the fast forms cut into runs: outputs, and gradients that are written and added to, against the portable kernels.</summary>
public class ConvolutionFormsTests
{
    public static TheoryData<Op, Shape, Layout, Shape> Cases => new()
    {
        // Rows of one pixel's images whole pages apart, as inputs and as outputs.
        { new PointwiseConvolution(), new(23, 1024, 1, 1), Layout.Blocked, new(40, 1024) },
        { new PointwiseConvolution(), new(23, 40, 1, 1), Layout.Blocked, new(2048, 40) },

        // Several depths whose channels end within a block.
        { new PointwiseConvolution(), new(29, 1013, 1, 1), Layout.Blocked, new(51, 1013) },
        { new PointwiseConvolution(), new(2, 331, 7, 9), Layout.Blocked, new(347, 331) },

        // More weights than stay near.
        { new PointwiseConvolution(), new(40, 1030, 1, 1), Layout.Blocked, new(1043, 1030) },

        // Several runs of pixels of a single chunk, straight into dw.
        { new PointwiseConvolution(), new(601, 32, 1, 1), Layout.Blocked, new(24, 32) },
        { new PointwiseConvolution(), new(1, 48, 25, 27), Layout.Blocked, new(33, 48) },

        // More outputs than one run of blocks has, over several rectangles.
        { new PointwiseConvolution(), new(2, 16, 23, 29), Layout.Blocked, new(528, 16) },
        { new PointwiseConvolution(), new(1100, 32, 1, 1), Layout.Blocked, new(1024, 32) },
        { new Convolution(Window.Padded(3, 1, 1, 1)), new(2, 3, 23, 29), Layout.Planes, new(520, 3, 3, 3) },

        // Taps apart, in planes without padding.
        { new Convolution(Window.Padded(3, 1, 2, 0)), new(2, 3, 13, 22), Layout.Planes, new(24, 3, 3, 3) },
        { new Convolution(Window.Padded(3, 2, 2, 0)), new(2, 4, 14, 21), Layout.Planes, new(16, 4, 3, 3) },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Fast_forms_agree_with_portable_kernels(Op op, Shape x, Layout layout, Shape w)
    {
        using CpuDevice fast = new(2), portable = new(2, CpuForms.Portable);

        foreach ((float[] expected, float[] actual) in Run(portable, op, x, layout, w).Zip(Run(fast, op, x, layout, w)))
        {
            float tolerance = 1e-5f * expected.Max(MathF.Abs);
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
        }
    }

    private static float[][] Run(CpuDevice device, Op op, Shape x, Layout layout, Shape w)
    {
        Tensor[] inputs = [Waves(device, x, layout), Waves(device, w, Layout.Planes)];
        Tensor y = Tensor.Allocate(device, op.Infer([x, w]).Outputs[0].Shape);
        Tensor dy = Waves(device, y.Shape, Layout.Blocked);
        Tensor[] written = [.. inputs.Select(input => Tensor.Allocate(device, input.Shape, input.Layout))];
        Tensor[] added = [Waves(device, x, layout), Waves(device, w, Layout.Planes)];
        op.Forward(new(device, inputs, [y], []));

        foreach ((Tensor[] gradients, bool accumulate) in new[] { (written, false), (added, true) })
        {
            op.Backward(new(device, [x, w], inputs, new Tensor?[1], [], new Tensor?[] { dy }, [.. gradients.Select(g => (Gradient?)new Gradient(g, accumulate))]));
        }

        return [.. new[] { y }.Concat(written).Concat(added).Select(tensor => tensor.ToArray())];
    }

    private static Tensor Waves(CpuDevice device, Shape shape, Layout layout) =>
        Tensor.From(device, shape, [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i * 0.7f))], layout);
}
