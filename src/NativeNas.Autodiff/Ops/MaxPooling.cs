using NativeNas.Autodiff.Branching;
using NativeNas.Kernels;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The largest x under each window. The first of equals wins, NaN wins over numbers, padding never wins.</summary>
public sealed record MaxPooling(Window Window) : Op, IBranching
{
    Op IBranching.Held => new TapPooling(Window);

    Tensor IBranching.Branch(in ForwardPass pass) => pass.Saved[0];

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape y = OutputOf(inputs[0]);
        return new([y], [y]);
    }

    public override void Forward(in ForwardPass pass)
    {
        PlaneGeometry g = Geometry(pass.Inputs[0].Shape);
        (Tensor x, Tensor y, Tensor taps) = (pass.Inputs[0], pass.Outputs[0], pass.Saved[0]);

        if (Window is { KernelHeight: 3, KernelWidth: 3 })
        {
            pass.Device.Run(new MaxPoolingForward<S3>(g, default, default, x.Data, y.Data, taps.Data));
        }
        else
        {
            pass.Device.Run(new MaxPoolingForward<AnySize>(g, new(Window.KernelHeight), new(Window.KernelWidth), x.Data, y.Data, taps.Data));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            Backward(pass.Shapes[0], pass.Dy, pass.Saved(0), dx);
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Saved: wanted[0]);

    public override Cost Cost(ReadOnlySpan<Shape> inputs) => new(0, inputs[0].Length, OutputOf(inputs[0]).Length);

    internal PlaneGeometry Geometry(Shape x) => PlaneGeometry.Of(x.N, x.C, x.H, x.W, Window);

    internal Shape OutputOf(Shape x)
    {
        Window.Check();
        PlaneGeometry g = Geometry(x);
        return new(g.Images, g.Channels, g.OutHeight, g.OutWidth);
    }

    internal void Backward(Shape x, Tensor dy, Tensor taps, Gradient dx)
    {
        PlaneGeometry g = Geometry(x);

        if (Window is { KernelHeight: 3, KernelWidth: 3 })
        {
            dy.Device.Run(new MaxPoolingBackward<S3>(g, default, default, dy.Data, taps.Data, dx.Data, dx.Accumulate));
        }
        else
        {
            dy.Device.Run(new MaxPoolingBackward<AnySize>(
                g, new(Window.KernelHeight), new(Window.KernelWidth), dy.Data, taps.Data, dx.Data, dx.Accumulate));
        }
    }
}
