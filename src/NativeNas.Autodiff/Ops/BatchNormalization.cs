using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Normalization;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// y = (x − mean)/√(variance + ε)·γ + β with the statistics of the batch, a channel at a time. Inputs x [, γ[C], β[C]];
/// outputs y, mean[C] and the variance[C] that running statistics take: Σ(x − mean)²/(n − 1) where unbiased, else /n;
/// one element a channel has the variance 0 in both. Gradients that reach mean and variance stop there.
/// </summary>
public sealed record BatchNormalization(float Epsilon = 1e-5f, bool Unbiased = true) : Op
{
    protected override (int Least, int Most) Count => (1, 3);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Require.That(inputs.Length is 1 or 3, $"A batch normalization takes x or x, γ, β; got {inputs.Length} inputs.");
        Require.That(Epsilon > 0, $"A batch normalization's ε is positive; got {Epsilon}.");
        ChannelAffine.Check(inputs[0], inputs[1..], "γ and β");
        Slot vector = new(new(inputs[0].C), Layout.Planes);
        return new([inputs[0], vector, vector], [vector]);
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor x = pass.Inputs[0];
        PixelPieces pieces = new(x.Shape.N, x.Shape.C, x.Shape.Area);
        using ChannelAffine affine = pass.Inputs.Length == 3 ? ChannelAffine.Of(pass.Inputs[1], pass.Inputs[2]) : ChannelAffine.Plain(pass.Device, pieces.Blocks);
        (Region mean, Region inverse) = (pass.Outputs[1].Data, pass.Saved[0].Data);
        pass.Device.Run(new BatchStatistics(pieces, Epsilon, Unbiased, x.Data, mean, pass.Outputs[2].Data, inverse));
        pass.Device.Run(new Normalize(pieces, x.Data, mean, inverse, affine.Gamma, affine.Beta, pass.Outputs[0].Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        Shape shape = pass.Shapes[0];
        bool affine = pass.Shapes.Length == 3;

        if (pass.OutputGradient(0) is not { } dy)
        {
            for (int i = 0; i < pass.Shapes.Length; i++)
            {
                if (pass.Wants(i, out Gradient none))
                {
                    none.PutNothing();
                }
            }

            return;
        }

        PixelPieces pieces = new(shape.N, shape.C, shape.Area);
        (Tensor x, Tensor mean, Tensor inverse) = (pass.Input(0), pass.Output(1), pass.Saved(0));
        using Buffer dgamma = pass.Device.Allocate(16 * pieces.Blocks), dbeta = pass.Device.Allocate(16 * pieces.Blocks);
        pass.Device.Run(new AffineGradients(pieces, x.Data, dy.Data, mean.Data, inverse.Data, dgamma.All, dbeta.All));

        if (pass.Wants(0, out Gradient dx))
        {
            using ChannelAffine scale = affine ? ChannelAffine.Of(pass.Input(1)) : ChannelAffine.Plain(pass.Device, pieces.Blocks);
            pass.Device.Run(new NormalizeBackward(
                pieces, x.Data, dy.Data, mean.Data, inverse.Data, scale.Gamma, dgamma.All, dbeta.All, dx.Data, dx.Accumulate));
        }

        if (affine && pass.Wants(1, out Gradient scaleGradient))
        {
            scaleGradient.Put(dgamma.All);
        }

        if (affine && pass.Wants(2, out Gradient shiftGradient))
        {
            shiftGradient.Put(dbeta.All);
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) =>
        wanted.Contains(true) ? new(Inputs: wanted[0] && wanted.Length == 3 ? 3ul : 1ul, Outputs: 2, Saved: true) : Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        long length = inputs[0].Length, parameters = inputs.Length == 3 ? 2L * inputs[0].C : 0;
        return new(0, length + parameters, length, parameters);
    }
}
