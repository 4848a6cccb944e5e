using NativeNas.Kernels;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The mean of x under each window, over the positions inside the image or, counting padding, inside the padded image.</summary>
public sealed record AveragePooling(Window Window, bool CountPadding) : Op
{
    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Window.Check();
        PlaneGeometry g = Geometry(inputs[0]);
        return new Shape(g.Images, g.Channels, g.OutHeight, g.OutWidth);
    }

    public override void Forward(in ForwardPass pass)
    {
        PlaneGeometry g = Geometry(pass.Inputs[0].Shape);
        AverageShare share = new(g, CountPadding);
        (Tensor x, Tensor y) = (pass.Inputs[0], pass.Outputs[0]);

        if (Window is { KernelHeight: 3, KernelWidth: 3 })
        {
            pass.Device.Run(new AveragePoolingForward<S3>(g, share, default, default, x.Data, y.Data));
        }
        else
        {
            pass.Device.Run(new AveragePoolingForward<AnySize>(g, share, new(Window.KernelHeight), new(Window.KernelWidth), x.Data, y.Data));
        }
    }

    public override void Backward(in BackwardPass pass)
    {
        if (pass.Wants(0, out Gradient dx))
        {
            PlaneGeometry g = Geometry(pass.Shapes[0]);
            AverageShare share = new(g, CountPadding);

            if (Window is { KernelHeight: 3, KernelWidth: 3 })
            {
                pass.Device.Run(new AveragePoolingBackward<S3>(g, share, default, default, pass.Dy.Data, dx.Data, dx.Accumulate));
            }
            else
            {
                pass.Device.Run(new AveragePoolingBackward<AnySize>(g, share, new(Window.KernelHeight), new(Window.KernelWidth), pass.Dy.Data, dx.Data, dx.Accumulate));
            }
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs[0]);
        return new(0, inputs[0].Length, (long)g.Images * g.Channels * g.OutHeight * g.OutWidth);
    }

    private PlaneGeometry Geometry(Shape x) => PlaneGeometry.Of(x.N, x.C, x.H, x.W, Window);
}
