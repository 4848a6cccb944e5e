using NativeNas.Kernels;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The x under each window at the tap that <see cref="MaxPooling"/> saved elsewhere, the second input, of y's shape.</summary>
public sealed record TapPooling(Window Window) : Op
{
    public override Layout? LayoutOf(int input) => Layout.Blocked;

    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape y = new MaxPooling(Window).OutputOf(inputs[0]);
        Require.That(inputs[1] == y, $"A pooling of {inputs[0]} takes its taps as {y}; got {inputs[1]}.");
        return y;
    }

    public override void Forward(in ForwardPass pass)
    {
        PlaneGeometry g = new MaxPooling(Window).Geometry(pass.Inputs[0].Shape);
        (Tensor x, Tensor taps, Tensor y) = (pass.Inputs[0], pass.Inputs[1], pass.Outputs[0]);

        if (Window is { KernelHeight: 3, KernelWidth: 3 })
        {
            pass.Device.Run(new TapPoolingForward<S3>(g, default, default, x.Data, taps.Data, y.Data));
        }
        else
        {
            pass.Device.Run(new TapPoolingForward<AnySize>(g, new(Window.KernelHeight), new(Window.KernelWidth), x.Data, taps.Data, y.Data));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            new MaxPooling(Window).Backward(pass.Shapes[0], pass.Dy, pass.Input(1), dx);
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: 0b10);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length + inputs[1].Length, inputs[1].Length);
}
