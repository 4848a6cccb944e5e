using NativeNas.Kernels;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Pooling;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>The largest x under each window. The first of equals wins, NaN wins over numbers, padding never wins.</summary>
public sealed record MaxPooling(Window Window) : Op
{
    public override Signature Infer(ReadOnlySpan<Shape> inputs)
    {
        Window.Check();
        PlaneGeometry g = Geometry(inputs[0]);
        Shape y = new(g.Images, g.Channels, g.OutHeight, g.OutWidth);
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
            PlaneGeometry g = Geometry(pass.Shapes[0]);

            if (Window is { KernelHeight: 3, KernelWidth: 3 })
            {
                pass.Device.Run(new MaxPoolingBackward<S3>(g, default, default, pass.Dy.Data, pass.Saved(0).Data, dx.Data, dx.Accumulate));
            }
            else
            {
                pass.Device.Run(new MaxPoolingBackward<AnySize>(
                    g, new(Window.KernelHeight), new(Window.KernelWidth), pass.Dy.Data, pass.Saved(0).Data, dx.Data, dx.Accumulate));
            }
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Saved: wanted[0]);

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs[0]);
        return new(0, inputs[0].Length, (long)g.Images * g.Channels * g.OutHeight * g.OutWidth);
    }

    private PlaneGeometry Geometry(Shape x) => PlaneGeometry.Of(x.N, x.C, x.H, x.W, Window);
}
