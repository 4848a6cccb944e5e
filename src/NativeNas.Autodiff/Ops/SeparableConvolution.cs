using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// ReLU → depthwise → pointwise → batch norm over batch statistics, with the first window and, where there is one, again
/// with the second: the mixture of this one candidate. Inputs x, then depthwise[C, 1, K, K], pointwise[C, C], γ[C] and
/// β[C] of each half. Outputs y, then the mean[C] and the unbiased variance[C] of each norm, whose gradients stop there.
/// </summary>
public sealed record SeparableConvolution(Window First, Window? Second = null, float Epsilon = 1e-5f) : Op
{
    private int Halves => Second is null ? 1 : 2;

    protected override (int Least, int Most) Count => (1 + (4 * Halves), 1 + (4 * Halves));

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape x = inputs[0];
        MixedPlan plan = Plan(x);
        Require.That(Epsilon > 0, $"A separable convolution's ε is positive; got {Epsilon}.");

        for (int i = 0; i < Halves; i++)
        {
            MixedWeights.Check(plan, plan.Units[i], inputs[1 + (4 * i)], inputs[2 + (4 * i)]);
            ChannelAffine.Check(x, inputs[(3 + (4 * i))..(5 + (4 * i))], "γ and β");
        }

        Shape y = new(x.N, x.C, plan.OutHeight, plan.OutWidth);
        Slot vector = new(new(x.C), Layout.Planes);
        return new([y, .. Enumerable.Repeat(vector, 2 * Halves)], [.. Enumerable.Repeat(vector, Halves), .. Enumerable.Repeat((Slot)y, Halves)]);
    }

    public override void Forward(in ForwardPass pass)
    {
        MixedPlan plan = Plan(pass.Inputs[0].Shape);
        Tensor[] tensors = new Tensor[2 * Halves];
        NormMemory[] norms = new NormMemory[Halves];
        Region[] raws = new Region[Halves];

        for (int i = 0; i < Halves; i++)
        {
            (tensors[2 * i], tensors[(2 * i) + 1]) = (pass.Inputs[1 + (4 * i)], pass.Inputs[2 + (4 * i)]);
            norms[i] = new(pass.Outputs[1 + (2 * i)].Data, pass.Outputs[2 + (2 * i)].Data, pass.Saved[i].Data, pass.Inputs[3 + (4 * i)].Data, pass.Inputs[4 + (4 * i)].Data);
            raws[i] = pass.Saved[Halves + i].Data;
        }

        using MixedWeights weights = MixedWeights.Pack(pass.Device, plan, tensors, transposed: false);
        using Buffer one = Whole(pass.Device);
        pass.Device.Run(new MixedForward(plan, new(pass.Inputs[0].Data, one.All, [0], norms, raws, weights.Units), Epsilon, [pass.Outputs[0].Data]));
    }

    public override void Backward(in BackwardPass pass)
    {
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

        MixedPlan plan = Plan(pass.Shapes[0]);
        Tensor[] tensors = new Tensor[2 * Halves];
        NormMemory[] norms = new NormMemory[Halves];
        Region[] raws = new Region[Halves];
        var wanted = new (GradientMemory?, GradientMemory?)[Halves];
        var affine = new (GradientMemory?, GradientMemory?)[Halves];

        for (int i = 0; i < Halves; i++)
        {
            (tensors[2 * i], tensors[(2 * i) + 1]) = (pass.Input(1 + (4 * i)), pass.Input(2 + (4 * i)));
            norms[i] = new(pass.Output(1 + (2 * i)).Data, default, pass.Saved(i).Data, pass.Input(3 + (4 * i)).Data, pass.Input(4 + (4 * i)).Data);
            raws[i] = pass.Saved(Halves + i).Data;
            wanted[i] = (pass.Target(1 + (4 * i)), pass.Target(2 + (4 * i)));
            affine[i] = (pass.Target(3 + (4 * i)), pass.Target(4 + (4 * i)));
        }

        using MixedWeights weights = MixedWeights.Pack(pass.Device, plan, tensors, transposed: true);
        using Buffer one = Whole(pass.Device);
        MixedMemory memory = new(pass.Input(0).Data, one.All, [0], norms, raws, weights.Units);
        pass.Device.Run(new MixedBackward(plan, memory, [dy.Data], new(pass.Target(0), null, wanted, affine)));
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => wanted.Contains(true)
        ? new(Autodiff.Reads.All(wanted.Length), Second is null ? 0b10ul : 0b1010ul, Saved: true)
        : Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        MixedPlan plan = Plan(inputs[0]);
        long outputs = (long)inputs[0].N * inputs[0].C * plan.OutHeight * plan.OutWidth, products = 0, parameters = 0;

        foreach (MixedUnit unit in plan.Units)
        {
            products += outputs * (unit.Geometry.Window.Taps + plan.Channels);
        }

        foreach (Shape weight in inputs[1..])
        {
            parameters += weight.Length;
        }

        return new(products, inputs[0].Length + parameters, outputs * (1 + Halves), parameters);
    }

    /// <summary>The one candidate's weight.</summary>
    private static Buffer Whole(Device device) => device.Allocate(16, one => device.Run(new Fill(one, 1f)));

    private MixedPlan Plan(Shape x) => new([new Candidate.Separable(First, Second)], x.N, x.C, x.H, x.W);
}
