using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.SqueezeExcite;
using NativeNas.Tensors;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// y = x·σ(expand·swish(reduce·mean(x) + b) + b), one pass over x forward and one back: the composition of global
/// pooling, two pointwise convolutions and a channel scale as one op. Inputs x, reduce[S, C], its bias[S],
/// expand[C, S], its bias[C].
/// </summary>
public sealed record SqueezeExcite : Op
{
    protected override (int Least, int Most) Count => (5, 5);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, int squeezed) = (inputs[0], inputs[1].N);
        Shape[] weights = [new(squeezed, x.C), new(squeezed), new(x.C, squeezed), new(x.C)];
        Require.That(inputs[1..].SequenceEqual(weights), $"The weights of a squeeze-excite of {x} are [S, {x.C}], [S], [{x.C}, S] and [{x.C}]; got {string.Join(", ", inputs[1..].ToArray())}.");
        return new([x], [new Shape(x.N, x.C), new Shape(x.N, squeezed), new Shape(x.N, x.C)]);
    }

    public override void Forward(in ForwardPass pass)
    {
        SqueezeExciteWeights<Region> w = new(pass.Inputs[1].Data, pass.Inputs[2].Data, pass.Inputs[3].Data, pass.Inputs[4].Data);
        pass.Device.Run(new SqueezeExciteForward(
            Geometry(pass.Inputs[0].Shape, pass.Inputs[1].Shape), pass.Inputs[0].Data, w, pass.Saved[0].Data, pass.Saved[1].Data, pass.Saved[2].Data, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        SqueezeExciteWeights<Region> w = new(pass.Input(1).Data, default, pass.Input(3).Data, default);
        SqueezeExciteWeights<GradientMemory?> dw = new(pass.Target(1), pass.Target(2), pass.Target(3), pass.Target(4));
        pass.Device.Run(new SqueezeExciteBackward(
            Geometry(pass.Shapes[0], pass.Shapes[1]), pass.Input(0).Data, pass.Dy.Data, w, pass.Saved(0).Data, pass.Saved(1).Data, pass.Saved(2).Data, pass.Target(0), dw));
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => wanted.Contains(true) ? new(Inputs: 0b1011, Saved: true) : Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        (Shape x, long squeezed) = (inputs[0], inputs[1].N);
        long parameters = (2 * squeezed * x.C) + squeezed + x.C;
        return new(x.Length + (2 * squeezed * x.C * x.N), x.Length + parameters, x.Length, parameters);
    }

    private static SqueezeExciteGeometry Geometry(Shape x, Shape reduce) => new(x.N, x.C, reduce.N, x.Area);
}
