using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

public sealed partial record MBConvolution<TFunction>
{
    public override void Forward(in ForwardPass pass)
    {
        MBConvolutionPlaces at = Places;
        MBConvolutionValues values = MBConvolutionValues.Of(pass, at);
        MBConvolutionSizes s = Sizes(Array.ConvertAll(values.Inputs, input => input.Shape));
        (Tensor x, Tensor y) = (pass.Inputs[0], pass.Outputs[0]);

        if (Expands)
        {
            using Buffer w = values.Pack(at.Expand);
            pass.Device.Run(new ExpandForward(s.Expand, x.Data, w.All, values.Raw(0), values.Statistics(0, Epsilon)));
        }

        Convolve(pass, values, s);
        Project(pass, values, s);
        PixelPieces pieces = new(y.Shape.N, y.Shape.C, y.Shape.Area);
        ChannelNorm norm = values.Norm(2);

        if (Residual)
        {
            pass.Device.Run(new Shortcut(pieces, values.Raw(2), norm, x.Data, y.Data));
        }
        else
        {
            pass.Device.Run(new Normalize(pieces, values.Raw(2), norm.Mean, norm.Inverse, norm.Gamma, norm.Beta, y.Data));
        }
    }

    private void Convolve(in ForwardPass pass, MBConvolutionValues values, MBConvolutionSizes s)
    {
        MixPlan plan = Depthwise.Plan();
        PlaneGeometry g = MixConvolution.Geometry(s.Hidden, plan);
        using Buffer table = MixConvolution.Table(pass.Device, plan), w = MixConvolution.Pack(pass.Device, plan, table, values.Filters);
        pass.Device.Run(new ActivatedDepthwiseForward<TFunction>(
            g, plan, Function, table.All, Expands ? values.Raw(0) : pass.Inputs[0].Data, Expands ? values.Norm(0) : null, w.All,
            values.Raw(1), values.Statistics(1, Epsilon)));
    }

    private void Project(in ForwardPass pass, MBConvolutionValues values, MBConvolutionSizes s)
    {
        MBConvolutionPlaces at = Places;
        using Buffer w = values.Pack(at.Project);
        using Buffer? reduce = Squeezes ? values.Pack(at.Reduce) : null, excite = Squeezes ? values.Pack(at.Excite) : null;
        pass.Device.Run(new ProjectForward<TFunction>(
            s.Project, Function, values.Raw(1), values.Norm(1), Squeezes ? values.Excitation(reduce!, excite!) : null, w.All,
            values.Raw(2), values.Statistics(2, Epsilon)));
    }
}
