using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

/// <summary>What an <see cref="MBConvolution{TFunction}"/> reads and keeps, by name, the same forward and backward.</summary>
internal sealed class MBConvolutionValues(Device device, MBConvolutionPlaces at, Tensor[] inputs, Tensor?[] outputs, Tensor[] saved)
{
    public static MBConvolutionValues Of(in ForwardPass pass, MBConvolutionPlaces at) =>
        new(pass.Device, at, pass.Inputs.ToArray(), pass.Outputs.ToArray(), pass.Saved.ToArray());

    public static MBConvolutionValues Of(in BackwardPass pass, MBConvolutionPlaces at)
    {
        Tensor[] inputs = new Tensor[at.Count], saved = new Tensor[at.Pooled + (at.Squeezes ? 3 : 0)];
        Tensor?[] outputs = new Tensor?[at.Pooled + 1];

        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = pass.Input(i);
        }

        for (int i = 1; i < outputs.Length; i++)
        {
            outputs[i] = pass.Output(i);
        }

        for (int i = 0; i < saved.Length; i++)
        {
            saved[i] = pass.Saved(i);
        }

        return new(pass.Device, at, inputs, outputs, saved);
    }

    public Tensor[] Inputs => inputs;

    public ReadOnlySpan<Tensor> Filters => inputs.AsSpan(at.Filters, at.Groups);

    /// <summary>What a norm reads: e, d or o.</summary>
    public Region Raw(int norm) => saved[at.Raw(norm)].Data;

    public ChannelNorm Norm(int norm) =>
        new(outputs[at.Mean(norm)]!.Data, saved[at.Raw(norm) + 1].Data, inputs[at.Gamma(norm)].Data, inputs[at.Gamma(norm) + 1].Data);

    public ChannelStatistics Statistics(int norm, float epsilon) =>
        new(epsilon, outputs[at.Mean(norm)]!.Data, outputs[at.Mean(norm) + 1]!.Data, saved[at.Raw(norm) + 1].Data);

    /// <summary>The squeeze-excite with its weights in buffers that the caller disposes.</summary>
    public Excitation Excitation(Buffer reduce, Buffer excite)
    {
        (Tensor weight, Region pooled, Region squeezed, Region gate) = (inputs[at.Reduce], saved[at.Pooled].Data, saved[at.Pooled + 1].Data, saved[at.Pooled + 2].Data);
        return new(weight.Shape.C, weight.Shape.N, reduce.All, inputs[at.Reduce + 1].Data, excite.All, inputs[at.Excite + 1].Data, pooled, squeezed, gate);
    }

    /// <summary>A matrix among the inputs, packed.</summary>
    public Buffer Pack(int input, bool transposed = false) => Pack(device, inputs[input], transposed);

    public static Buffer Pack(Device device, Tensor w, bool transposed = false)
    {
        ConvolutionGeometry g = ConvolutionGeometry.Of(1, w.Shape.C, w.Shape.N, 1, 1, 1, new(1, 1));
        return device.Allocate(
            transposed ? g.PackedTransposedLength : g.PackedLength, packed => device.Run(new PackFilters(g, transposed, w.Data, packed)));
    }
}
