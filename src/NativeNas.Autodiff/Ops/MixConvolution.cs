using System.Collections.Immutable;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>MixConv (arXiv:1907.09595): depthwise convolution of x with a kernel size a group of channels; inputs are x and w[C_g, 1, K_g, K_g] of every group.</summary>
public sealed record MixConvolution(ImmutableArray<MixGroup> Groups, int Stride = 1) : Op
{
    /// <summary>Groups of a channel split and a kernel each.</summary>
    /// <param name="dilated">At stride 1, a 3×3 kernel with dilation (k − 1) / 2 takes the place of a k×k kernel.</param>
    public static MixConvolution Of(ReadOnlySpan<int> split, ReadOnlySpan<int> kernels, int stride = 1, bool dilated = false)
    {
        Require.That(split.Length == kernels.Length, $"{split.Length} groups of channels need as many kernels; got {kernels.Length}.");
        ImmutableArray<MixGroup>.Builder groups = ImmutableArray.CreateBuilder<MixGroup>(split.Length);

        for (int i = 0; i < split.Length; i++)
        {
            groups.Add(dilated && stride == 1 && kernels[i] > 3 ? new(split[i], 3, (kernels[i] - 1) / 2) : new(split[i], kernels[i]));
        }

        return new(groups.MoveToImmutable(), stride);
    }

    public bool Equals(MixConvolution? other) => other is not null && Stride == other.Stride && Groups.AsSpan().SequenceEqual(other.Groups.AsSpan());

    public override int GetHashCode() => Groups.Aggregate(Stride, (code, group) => (code * 31) + (group.Channels * 7) + (group.Kernel * 3) + group.Dilation);

    protected override (int Least, int Most) Count => (2, 64);

    protected override Signature InferShapes(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs[0], Plan());
        Require.That(inputs.Length == Groups.Length + 1, $"A mixed convolution of {Groups.Length} groups reads x and {Groups.Length} weights; got {inputs.Length} inputs.");

        for (int i = 0; i < Groups.Length; i++)
        {
            Shape expected = new(Groups[i].Channels, 1, Groups[i].Kernel, Groups[i].Kernel);
            Require.That(inputs[i + 1] == expected, $"Weights of group {i} are {expected}; got {inputs[i + 1]}.");
        }

        return new Shape(g.Images, g.Channels, g.OutHeight, g.OutWidth);
    }

    public override void Forward(in ForwardPass pass)
    {
        (Tensor x, Tensor y) = (pass.Inputs[0], pass.Outputs[0]);
        MixPlan plan = Plan();
        using Buffer table = Table(pass.Device, plan), packed = Pack(pass.Device, plan, table, pass.Inputs[1..]);
        pass.Device.Run(new MixForward(Geometry(x.Shape, plan), plan, table.All, x.Data, packed.All, y.Data));
    }

    public override void Backward(in BackwardPass pass)
    {
        bool wantsInput = pass.Wants(0, out Gradient dx), wantsWeights = false;

        for (int i = 1; i <= Groups.Length; i++)
        {
            wantsWeights |= pass.Wants(i);
        }

        MixPlan plan = Plan();
        using Buffer table = Table(pass.Device, plan);
        using Buffer? packed = wantsInput ? Pack(pass.Device, plan, table, Weights(pass)) : null, gradients = wantsWeights ? pass.Device.Allocate(plan.Length) : null;
        pass.Device.Run(new MixBackward(
            Geometry(pass.Shapes[0], plan), plan, table.All, wantsWeights ? pass.Input(0).Data : null, packed?.All, pass.Dy.Data,
            wantsInput ? dx.Data : null, dx.Accumulate, gradients?.All));

        for (int i = 0; i < Groups.Length; i++)
        {
            if (pass.Wants(i + 1, out Gradient dw))
            {
                pass.Device.Run(new MixUnpack(plan.Slice(i), table.All, gradients!.All, dw.Data, dw.Accumulate));
            }
        }
    }

    /// <summary>dx reads all weights, dw reads x.</summary>
    public override Reads Reads(ReadOnlySpan<bool> wanted) =>
        new(Inputs: (wanted[1..].Contains(true) ? 1ul : 0) | (wanted[0] ? Autodiff.Reads.All(wanted.Length) - 1 : 0));

    public override Cost Cost(ReadOnlySpan<Shape> inputs)
    {
        PlaneGeometry g = Geometry(inputs[0], Plan());
        long pixels = (long)g.Images * g.OutHeight * g.OutWidth, parameters = Groups.Sum(group => (long)group.Channels * group.Kernel * group.Kernel);
        return new(pixels * parameters, inputs[0].Length + parameters, pixels * g.Channels, parameters);
    }

    internal MixPlan Plan()
    {
        Require.That(!Groups.IsDefaultOrEmpty, "A mixed convolution has at least one group.");
        Require.That(Stride > 0, $"A stride is at least 1; got {Stride}.");

        foreach (MixGroup group in Groups)
        {
            Require.That(group.Channels > 0 & group.Kernel > 0 & group.Kernel % 2 == 1 & group.Dilation > 0, $"A group has channels, an odd kernel and a dilation of at least 1; got {group}.");
        }

        return new(Groups.AsSpan(), Stride);
    }

    /// <summary>The plan's table, for kernels to read.</summary>
    internal static Buffer Table(Device device, MixPlan plan) => device.Allocate(plan.Blocks * 16, table => table.Write(plan.Table()));

    /// <summary>The weights of all groups as the plan packs them.</summary>
    internal static Buffer Pack(Device device, MixPlan plan, Buffer table, ReadOnlySpan<Tensor> weights)
    {
        Tensor[] groups = weights.ToArray();
        return device.Allocate(plan.Length, packed =>
        {
            device.Run(new Fill(packed, 0f));

            for (int i = 0; i < groups.Length; i++)
            {
                device.Run(new MixPack(plan.Slice(i), table.All, groups[i].Data, packed));
            }
        });
    }

    private Tensor[] Weights(in BackwardPass pass)
    {
        Tensor[] weights = new Tensor[Groups.Length];

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = pass.Input(i + 1);
        }

        return weights;
    }

    internal static PlaneGeometry Geometry(Shape x, MixPlan plan)
    {
        Require.That(x.C == plan.Channels, $"The groups of a mixed convolution hold {plan.Channels} channels; x is {x}.");
        return PlaneGeometry.Of(x.N, x.C, x.H, x.W, plan.Window(0));
    }
}
