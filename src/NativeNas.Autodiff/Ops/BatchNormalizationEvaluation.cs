using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// y = (x − mean)/√(variance + ε)·γ + β with given statistics. Inputs x, mean[C], variance[C] [, γ[C], β[C]];
/// differentiable in x, γ and β.
/// </summary>
public sealed record BatchNormalizationEvaluation(float Epsilon = 1e-5f) : Op
{
    protected override (int Least, int Most) Count => (3, 5);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(inputs.Length is 3 or 5, $"A batch normalization takes x, mean, variance or x, mean, variance, γ, β; got {inputs.Length} inputs.");
        Require.That(Epsilon > 0, $"A batch normalization's ε is positive; got {Epsilon}.");
        ChannelAffine.Check(inputs[0], inputs[1..], "mean, variance, γ and β");
        return inputs[0];
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        PixelPieces pieces = new(x.Shape.N, x.Shape.C, x.Shape.Area);
        using Buffer inverse = Inverse(pass.Device, pass.Inputs[2]);
        using ChannelAffine affine = pass.Inputs.Length == 5 ? ChannelAffine.Of(pass.Inputs[3], pass.Inputs[4]) : ChannelAffine.Plain(pass.Device, pieces.Blocks);
        pass.Device.Run(new Normalize(pieces, x.Data, pass.Inputs[1].Data, inverse.All, affine.Gamma, affine.Beta, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        Require.That(!pass.Wants(1) && !pass.Wants(2), "Gradients of a batch normalization's given statistics were asked for; it has none.");
        Shape shape = pass.Shapes[0];
        bool affine = pass.Shapes.Length == 5;
        PixelPieces pieces = new(shape.N, shape.C, shape.Area);
        using Buffer inverse = Inverse(pass.Device, pass.Input(2));

        if (pass.Wants(0, out Gradient dx))
        {
            using ChannelAffine scale = affine ? ChannelAffine.Of(pass.Input(3)) : ChannelAffine.Plain(pass.Device, pieces.Blocks);
            pass.Device.Run(new ScaleChannels(pieces, pass.Dy.Data, inverse.All, scale.Gamma, dx.Data, dx.Accumulate));
        }

        if (affine && (pass.Wants(3) || pass.Wants(4)))
        {
            using Buffer dgamma = pass.Device.Allocate(16 * pieces.Blocks), dbeta = pass.Device.Allocate(16 * pieces.Blocks);
            pass.Device.Run(new AffineGradients(pieces, pass.Input(0).Data, pass.Dy.Data, pass.Input(1).Data, inverse.All, dgamma.All, dbeta.All));

            if (pass.Wants(3, out Gradient scaleGradient))
            {
                scaleGradient.Put(dgamma.All);
            }

            if (pass.Wants(4, out Gradient shiftGradient))
            {
                shiftGradient.Put(dbeta.All);
            }
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted)
    {
        bool affine = wanted.Length == 5;
        ulong sums = affine && (wanted[3] || wanted[4]) ? 0b111ul : 0, scale = wanted[0] ? affine ? 0b1100ul : 0b100ul : 0;
        return new(Inputs: sums | scale);
    }

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        long length = inputs[0].Length, vectors = (inputs.Length - 1L) * inputs[0].C;
        return new(0, length + vectors, length, inputs.Length == 5 ? 2L * inputs[0].C : 0);
    }

    private Buffer Inverse(Device device, Tensor variance) =>
        device.Allocate(variance.Data.Length, inverse => device.Run(new InverseDeviation(Epsilon, variance.Data, inverse)));
}
