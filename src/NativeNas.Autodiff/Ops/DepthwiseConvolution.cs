using NativeNas.Kernels;
using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Layouts;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>Depthwise convolution of x[N, C, H, W] with w[C, 1, K, K], a filter a channel.</summary>
public sealed record DepthwiseConvolution(Window Window) : Op
{
    protected override (int Least, int Most) Count => (2, 2);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs);
        return new Shape(g.Images, g.Channels, g.OutHeight, g.OutWidth);
    }

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Tensor w, Tensor y) = (pass.Inputs[0], pass.Inputs[1], pass.Outputs[0]);
        PlaneGeometry g = Geometry([x.Shape, w.Shape]);
        using Buffer packed = Pack(pass.Device, w);
        pass.Device.Run(new DepthwiseForward(g, x.Data, packed.All, y.Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        PlaneGeometry g = Geometry(pass.Shapes);
        bool wantsInput = pass.Wants(0, out Gradient dx), wantsWeight = pass.Wants(1, out Gradient dw);
        using Buffer? w = wantsInput ? Pack(pass.Device, pass.Input(1)) : null;
        using Buffer? packed = wantsWeight ? pass.Device.Allocate(g.Blocks * Window.Taps * 16) : null;
        pass.Device.Run(new DepthwiseBackward(
            g, wantsWeight ? pass.Input(0).Data : null, w?.All, pass.Dy.Data, wantsInput ? dx.Data : null, dx.Accumulate, packed?.All));

        if (packed is not null)
        {
            pass.Device.Run(new BlockedToPlanes(1, g.Channels, Window.Taps, packed.All, dw.Data, dw.Accumulate));
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => new(Inputs: (wanted[1] ? 1ul : 0) | (wanted[0] ? 2ul : 0));

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs);
        long outputs = (long)g.Images * g.Channels * g.OutHeight * g.OutWidth;
        return new(outputs * Window.Taps, inputs[0].Length + inputs[1].Length, outputs, inputs[1].Length);
    }

    private static Buffer Pack(Device device, Tensor w) => device.Allocate(
        (w.Shape.N * w.Shape.Area) + (15 * w.Shape.Area),
        packed => device.Run(new PlanesToBlocked(1, w.Shape.N, w.Shape.Area, w.Data, packed)));

    private PlaneGeometry Geometry(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, Shape w) = (inputs[0], inputs[1]);
        Window.Check();
        Require.That(
            w == new Shape(x.C, 1, Window.KernelHeight, Window.KernelWidth),
            $"Depthwise weights of {x.C} channels are [{x.C}, 1, {Window.KernelHeight}, {Window.KernelWidth}]; got {w}.");
        return PlaneGeometry.Of(x.N, x.C, x.H, x.W, Window);
    }
}
