using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>
/// An inverted residual block with given statistics as one op. Inputs are those of the block in training, then mean[C]
/// and variance[C] of each norm. It keeps nothing between its parts, so it has no gradients: its composition has.
/// </summary>
/// <param name="Block">The block whose settings, inputs and shapes these are.</param>
public sealed record MBConvolutionEvaluation<TFunction>(MBConvolution<TFunction> Block) : Op
    where TFunction : struct, IUnary
{
    protected override (int Least, int Most) Count => (Places.Count + Statistics, Places.Count + Statistics);

    private MBConvolutionPlaces Places => Block.Places;

    private int Statistics => Block.Expands ? 6 : 4;

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        Shape y = Block.Infer(inputs[..Places.Count]).Outputs[0].Shape;

        for (int norm = Block.Expands ? 0 : 1; norm < 3; norm++)
        {
            ChannelAffine.Check(new(1, inputs[Places.Gamma(norm)].N), inputs.Slice(Mean(norm), 2), "mean and variance");
        }

        return y;
    }

    public override void Forward(in ForwardPass pass)
    {
        Tensor[] inputs = pass.Inputs.ToArray();
        MBConvolutionSizes s = Block.Sizes(Array.ConvertAll(inputs, input => input.Shape));
        MixPlan plan = Block.Depthwise.Plan();
        using Buffer table = MixConvolution.Table(pass.Device, plan), filters = MixConvolution.Pack(pass.Device, plan, table, inputs.AsSpan(Places.Filters, Places.Groups));
        using Buffer? expand = Block.Expands ? MBConvolutionValues.Pack(pass.Device, inputs[Places.Expand]) : null, first = Block.Expands ? Inverse(pass.Device, inputs, 0) : null;
        using Buffer project = MBConvolutionValues.Pack(pass.Device, inputs[Places.Project]), second = Inverse(pass.Device, inputs, 1), third = Inverse(pass.Device, inputs, 2);
        MBParts parts = new(
            Block.Expands ? new(s.Expand, expand!.All, Norm(inputs, 0, first!)) : null, MixConvolution.Geometry(s.Hidden, plan), plan, table.All, filters.All,
            Norm(inputs, 1, second), null, new(s.Project, project.All, Norm(inputs, 2, third)), Block.Residual);
        (Region x, Region y) = (inputs[0].Data, pass.Outputs[0].Data);

        if (!Block.Squeezes)
        {
            pass.Device.Run(new MBEvaluation<TFunction>(parts, Block.Function, x, y));
            return;
        }

        Shape narrow = new(s.Inputs.N, inputs[Places.Reduce].Shape.N), wide = new(s.Inputs.N, s.Convolved.C);
        using Buffer reduce = MBConvolutionValues.Pack(pass.Device, inputs[Places.Reduce]), excite = MBConvolutionValues.Pack(pass.Device, inputs[Places.Excite]);
        using Buffer mean = pass.Device.Allocate(wide.BlockedLength), squeezed = pass.Device.Allocate(narrow.BlockedLength), gate = pass.Device.Allocate(wide.BlockedLength);
        Excitation gates = new(
            wide.C, narrow.C, reduce.All, inputs[Places.Reduce + 1].Data, excite.All, inputs[Places.Excite + 1].Data, mean.All, squeezed.All, gate.All);
        pass.Device.Run(new MBEvaluation<TFunction>(parts with { Excitation = gates }, Block.Function, x, y));
    }

    public override void Backward(in BackwardPass pass)
    {
        for (int i = 0; i < pass.Shapes.Length; i++)
        {
            Require.That(!pass.Wants(i), "Gradients of an MBConv's evaluation as one op were asked for; its composition has them.");
        }
    }

    public override Reads Reads(ReadOnlySpan<bool> wanted) => Autodiff.Reads.Nothing;

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        MBConvolutionSizes s = Block.Sizes(inputs[..Places.Count]);
        Cost all = Block.Cost(inputs[..Places.Count]);
        return all with { Reads = s.Inputs.Length + s.Convolved.Length + all.Parameters, Writes = s.Convolved.Length + s.Outputs.Length };
    }

    private int Mean(int norm) => Places.Count + (2 * Places.Norm(norm));

    private Buffer Inverse(Device device, Tensor[] inputs, int norm)
    {
        Tensor variance = inputs[Mean(norm) + 1];
        return device.Allocate(variance.Data.Length, inverse => device.Run(new InverseDeviation(Block.Epsilon, variance.Data, inverse)));
    }

    private ChannelNorm Norm(Tensor[] inputs, int norm, Buffer inverse) =>
        new(inputs[Mean(norm)].Data, inverse.All, inputs[Places.Gamma(norm)].Data, inputs[Places.Gamma(norm) + 1].Data);
}
