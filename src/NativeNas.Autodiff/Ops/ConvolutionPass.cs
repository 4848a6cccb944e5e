using NativeNas.Kernels;
using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>What convolution, its pointwise case and the linear layer share: they differ in window and weight shape alone.</summary>
internal static class ConvolutionPass
{
    /// <param name="filters">Shape that the weights are meant to have.</param>
    public static ConvolutionGeometry Check(string name, ReadOnlySpan<Shape> inputs, Shape filters, int groups, Window window)
    {
        (Shape x, Shape w) = (inputs[0], inputs[1]);
        window.Check();
        Require.That(!window.Ceiling, $"{name} has no ceiling mode; its window is {window}.");
        Require.That(groups > 0 && x.C % groups == 0 && w.N % groups == 0, $"{name}: {groups} groups do not divide {x.C} input and {w.N} output channels.");
        Require.That(w == filters, $"{name} weights from {x.C} channels to {w.N} in {groups} groups are {filters}; got {w}.");
        Require.That(inputs.Length == 2 || inputs[2] == new Shape(w.N), $"{name}'s bias is {new Shape(w.N)}; got {inputs[^1]}.");
        return ConvolutionGeometry.Of(x.N, x.C, w.N, groups, x.H, x.W, window);
    }

    public static Signature Infer(ConvolutionGeometry g) => new Shape(g.Images, g.OutChannels, g.OutHeight, g.OutWidth);

    public static void Forward(in ForwardPass pass, ConvolutionGeometry g)
    {
        Tensor x = pass.Inputs[0];
        using Buffer packed = pass.Device.Allocate(g.PackedLength);
        pass.Device.Run(new PackFilters(g, transposed: false, pass.Inputs[1].Data, packed.All));
        pass.Device.Run(new ConvolutionForward(g with { Planes = Planes(x) }, x.Data, packed.All, pass.Inputs.Length > 2 ? pass.Inputs[2].Data : null, pass.Outputs[0].Data));
    }

    public static void Backward(in BackwardPass pass, ConvolutionGeometry g)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            using Buffer packed = pass.Device.Allocate(g.PackedTransposedLength);
            pass.Device.Run(new PackFilters(g, transposed: true, pass.Input(1).Data, packed.All));
            pass.Device.Run(new ConvolutionBackwardInput(g with { Planes = Planes(dx.Tensor) }, pass.Dy.Data, packed.All, dx.Data, dx.Accumulate));
        }

        if (pass.Wants(1, out Gradient dw))
        {
            Tensor x = pass.Input(0);
            pass.Device.Run(new ConvolutionBackwardWeight(g with { Planes = Planes(x) }, x.Data, pass.Dy.Data, dw.Data, dw.Accumulate));
        }

        if (pass.Shapes.Length > 2 && pass.Wants(2, out Gradient dbias))
        {
            pass.Device.Run(new BiasGradient(g.Images, g.OutChannels, g.OutHeight * g.OutWidth, pass.Dy.Data, dbias.Data, dbias.Accumulate));
        }
    }

    /// <summary>dx reads the weights, dw reads x.</summary>
    public static Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: (wanted[1] ? 1ul : 0) | (wanted[0] ? 2ul : 0));

    public static Cost Cost(ConvolutionGeometry g, ReadOnlySpan<Shape> inputs)
    {
        long outputs = (long)g.Images * g.OutChannels * g.OutHeight * g.OutWidth, parameters = inputs[1].Length + (inputs.Length > 2 ? inputs[2].Length : 0);
        return new(outputs * g.Inputs * g.Window.Taps, inputs[0].Length + parameters, outputs, parameters);
    }

    private static int Planes(Tensor tensor) => tensor.Layout == Layout.Planes ? 1 : 0;
}
