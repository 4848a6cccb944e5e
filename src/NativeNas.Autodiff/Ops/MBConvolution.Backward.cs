using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Normalization;
using NativeNas.Tensors;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Autodiff.Ops;

public sealed partial record MBConvolution<TFunction>
{
    public override void Backward(in BackwardPass pass)
    {
        if (pass.OutputGradient(0) is not { } dy)
        {
            PutNothing(pass);
            return;
        }

        MBConvolutionValues values = MBConvolutionValues.Of(pass, Places);
        MBConvolutionSizes s = Sizes(pass.Shapes);
        Device device = pass.Device;
        using Buffer last = Sums(device, s.Outputs), middle = Sums(device, s.Convolved), dconvolved = device.Allocate(s.Convolved.BlockedLength);
        ChannelNorm norm = values.Norm(2);
        device.Run(new AffineGradients(
            new(s.Outputs.N, s.Outputs.C, s.Outputs.Area), values.Raw(2), dy.Data, norm.Mean, norm.Inverse, Halves(last).DGamma, Halves(last).DBeta));
        Put(pass, 2, last);
        Region dnormal = dconvolved.All with { Length = s.Convolved.BlockedLength };
        Project(pass, values, s, dy.Data, Halves(last), dnormal, Halves(middle));
        Put(pass, 1, middle);

        if (Expands)
        {
            using Buffer first = Sums(device, s.Hidden), dhidden = device.Allocate(s.Hidden.BlockedLength);
            Region dexpanded = dhidden.All with { Length = s.Hidden.BlockedLength };
            Convolve(pass, values, s, dnormal, Halves(middle), new(dexpanded, Accumulate: false), Halves(first));
            Put(pass, 0, first);
            Expand(pass, values, s, dy.Data, dexpanded, Halves(first));
        }
        else
        {
            Convolve(pass, values, s, dnormal, Halves(middle), pass.Target(0), null);

            if (Residual && pass.Wants(0, out Gradient dx))
            {
                (dx with { Accumulate = true }).Put(dy.Data);
            }
        }
    }

    private static Buffer Sums(Device device, Shape normed) => device.Allocate(32 * normed.Blocks);

    private static NormSums Halves(Buffer sums) => new(new(sums, 0, sums.Length / 2), new(sums, sums.Length / 2, sums.Length / 2));

    /// <summary>γ and β of a norm.</summary>
    private void Put(in BackwardPass pass, int norm, Buffer sums)
    {
        if (pass.Wants(Places.Gamma(norm), out Gradient dgamma))
        {
            dgamma.Put(Halves(sums).DGamma);
        }

        if (pass.Wants(Places.Gamma(norm) + 1, out Gradient dbeta))
        {
            dbeta.Put(Halves(sums).DBeta);
        }
    }

    private void PutNothing(in BackwardPass pass)
    {
        for (int i = 0; i < Places.Count; i++)
        {
            if (pass.Wants(i, out Gradient none))
            {
                none.PutNothing();
            }
        }
    }

    private void Project(in BackwardPass pass, MBConvolutionValues values, MBConvolutionSizes s, Region dy, NormSums outer, Region dnormal, NormSums sums)
    {
        MBConvolutionPlaces at = Places;
        using Buffer w = values.Pack(at.Project), transposed = values.Pack(at.Project, transposed: true);

        if (!Squeezes)
        {
            Run(pass, null);
            return;
        }

        int images = s.Inputs.N;
        Shape narrow = new(images, pass.Shapes[at.Reduce].N), wide = new(images, s.Convolved.C);
        using Buffer reduce = values.Pack(at.Reduce), excite = values.Pack(at.Excite), back = values.Pack(at.Reduce, true), forth = values.Pack(at.Excite, true);
        using Buffer dsqueezed = pass.Device.Allocate(narrow.BlockedLength), dexcited = pass.Device.Allocate(wide.BlockedLength);
        Excitation excitation = values.Excitation(reduce, excite);
        Run(pass, new(excitation, back.All, forth.All, dsqueezed.All, dexcited.All));
        Put(pass, at.Reduce, excitation.Reducing(images), excitation.Mean, dsqueezed.All);

        if (pass.WantsAny(at.Excite, 2))
        {
            using Buffer h = pass.Device.Allocate(narrow.BlockedLength);
            pass.Device.Run(new UnaryForward<Swish>(default, images, narrow.C, 1, excitation.Squeezed, h.All));
            Put(pass, at.Excite, excitation.Expanding(images), h.All, dexcited.All);
        }

        void Run(in BackwardPass pass, ExcitationBackward? gates) => pass.Device.Run(new ProjectBackward<TFunction>(
            s.Project, Function, values.Raw(1), values.Norm(1), gates, w.All, transposed.All, values.Raw(2), values.Norm(2), outer, dy,
            dnormal, sums, pass.Target(at.Project)));
    }

    /// <summary>Weight and bias of one of the two products of a squeeze-excite.</summary>
    private static void Put(in BackwardPass pass, int weight, ConvolutionGeometry g, Region x, Region dy)
    {
        if (pass.Wants(weight, out Gradient dw))
        {
            pass.Device.Run(new ConvolutionBackwardWeight(g, x, dy, dw.Data, dw.Accumulate));
        }

        if (pass.Wants(weight + 1, out Gradient dbias))
        {
            pass.Device.Run(new BiasGradient(g.Images, g.OutChannels, 1, dy, dbias.Data, dbias.Accumulate));
        }
    }

    private void Convolve(in BackwardPass pass, MBConvolutionValues values, MBConvolutionSizes s, Region dy, NormSums outer, GradientMemory? dnormal, NormSums? sums)
    {
        MixPlan plan = Depthwise.Plan();
        PlaneGeometry g = MixConvolution.Geometry(s.Hidden, plan);
        using Buffer table = MixConvolution.Table(pass.Device, plan), w = MixConvolution.Pack(pass.Device, plan, table, values.Filters);
        using Buffer? dw = pass.WantsAny(Places.Filters, Depthwise.Groups.Length) ? pass.Device.Allocate(plan.Length) : null;
        pass.Device.Run(new ActivatedDepthwiseBackward<TFunction>(
            g, plan, Function, table.All, Expands ? values.Raw(0) : pass.Input(0).Data, Expands ? values.Norm(0) : null, w.All,
            values.Raw(1), values.Norm(1), outer, dy, dnormal, sums, dw?.All));

        for (int i = 0; i < Depthwise.Groups.Length; i++)
        {
            if (pass.Wants(Places.Filters + i, out Gradient filters))
            {
                pass.Device.Run(new MixUnpack(plan.Slice(i), table.All, dw!.All, filters.Data, filters.Accumulate));
            }
        }
    }

    private void Expand(in BackwardPass pass, MBConvolutionValues values, MBConvolutionSizes s, Region dy, Region dnormal, NormSums sums)
    {
        if (pass.Wants(0) | pass.Wants(Places.Expand))
        {
            using Buffer transposed = values.Pack(Places.Expand, transposed: true);
            pass.Device.Run(new ExpandBackward(
                s.Expand, pass.Input(0).Data, transposed.All, values.Raw(0), values.Norm(0), sums, dnormal,
                Residual ? dy : null, pass.Target(0), pass.Target(Places.Expand)));
        }
    }
}
