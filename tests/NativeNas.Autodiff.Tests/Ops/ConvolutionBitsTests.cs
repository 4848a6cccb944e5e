using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Tests.Ops;

/// <summary>Outputs and gradients of every convolution, compared to the bit.</summary>
public class ConvolutionBitsTests
{
    public static TheoryData<Op, Shape, Shape[]> Cases => new()
    {
        { new Convolution(Window.Same(3, 2)), new(3, 24, 19, 33), [new(40, 24, 3, 3), new(40)] },
        { new Convolution(Window.Same(3), Groups: 2), new(2, 6, 9, 8), [new(10, 3, 3, 3)] },
        { new PointwiseConvolution(), new(3, 24, 15, 17), [new(40, 24), new(40)] },
        { new Linear(), new(70, 40), [new(24, 40), new(24)] },
        { new DepthwiseConvolution(Window.Same(5)), new(3, 24, 20, 17), [new(24, 1, 5, 5)] },
        { MixConvolution.Of([20, 20], [3, 5], 2), new(3, 40, 15, 17), [new(20, 1, 3, 3), new(20, 1, 5, 5)] },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Threads_do_not_change_them(Op op, Shape x, Shape[] parameters)
    {
        using CpuDevice one = new(1), three = new(3);
        Assert.Equal(Run(one, op, x, parameters), Run(three, op, x, parameters));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Scalars_and_vectors_agree(Op op, Shape x, Shape[] parameters)
    {
        using CpuScalarDevice scalar = new(2);
        using CpuDevice vector = new(2, CpuForms.Portable);
        Assert.Equal(Run(scalar, op, x, parameters), Run(vector, op, x, parameters));
    }

    private static float[] Run(Device device, Op op, Shape x, Shape[] parameters)
    {
        Tensor[] inputs = [Waves(device, x, Layout.Blocked), .. parameters.Select(shape => Waves(device, shape, Layout.Planes))];
        Shape[] shapes = [x, .. parameters];
        Tensor y = Tensor.Allocate(device, op.Infer(shapes).Outputs[0].Shape);
        Tensor[] gradients = [.. inputs.Select(input => Tensor.Allocate(device, input.Shape, input.Layout))];
        op.Forward(new(device, inputs, [y], []));
        op.Backward(new(device, shapes, inputs, new Tensor?[1], [], new Tensor?[] { Waves(device, y.Shape, Layout.Blocked) }, [.. gradients.Select(g => (Gradient?)new Gradient(g, false))]));
        return [.. y.ToArray(), .. gradients.SelectMany(gradient => gradient.ToArray())];
    }

    private static Tensor Waves(Device device, Shape shape, Layout layout) =>
        Tensor.From(device, shape, [.. Enumerable.Range(0, shape.Length).Select(i => MathF.Sin(i * 0.7f))], layout);
}
