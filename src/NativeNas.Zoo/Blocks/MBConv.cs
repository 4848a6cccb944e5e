using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels;
using NativeNas.Kernels.Geometry;
using NativeNas.Nn.Layers;
using NativeNas.Nn.Modules;

namespace NativeNas.Zoo.Blocks;

/// <summary>Sizes of one inverted residual block.</summary>
/// <param name="Expansion">Hidden channels over input channels; 1 leaves the expanding convolution out.</param>
/// <param name="Kernels">One depthwise kernel, or the kernels of a MixConv, equally split.</param>
/// <param name="Squeezed">Channels of the squeeze-excite; 0 leaves it out.</param>
public sealed record MBConvSettings(int Inputs, int Outputs, int Expansion, int[] Kernels, int Stride = 1, int Squeezed = 0);

/// <summary>
/// Expand 1×1 → norm → swish → depthwise → norm → swish → squeeze-excite → project 1×1 → norm, with a shortcut where
/// shapes allow it (Sandler et al. 2018; Tan and Le 2019).
/// </summary>
public sealed class MBConv : Layer
{
    private readonly Sequential body;
    private readonly bool residual;

    public MBConv(MBConvSettings s)
    {
        Require.That(s.Kernels.Length > 0, "An MBConv has at least one depthwise kernel; got none.");
        int hidden = s.Inputs * s.Expansion;
        residual = s.Stride == 1 && s.Inputs == s.Outputs;
        List<Layer> layers = [];

        if (s.Expansion != 1)
        {
            layers.AddRange([Conv.Pointwise(s.Inputs, hidden), new BatchNorm(hidden), Function.Swish()]);
        }

        Layer depthwise = s.Kernels.Length == 1
            ? Conv.Depthwise(hidden, Window.Same(s.Kernels[0], s.Stride))
            : MixConv.Equal(hidden, s.Kernels, s.Stride);
        layers.AddRange([depthwise, new BatchNorm(hidden), Function.Swish()]);

        if (s.Squeezed > 0)
        {
            layers.Add(new SqueezeExcite(hidden, s.Squeezed));
        }

        layers.AddRange([Conv.Pointwise(hidden, s.Outputs), new BatchNorm(s.Outputs)]);
        body = Add("body", new Sequential([.. layers]));
    }

    public override Var Forward(Var x)
    {
        Var y = body.Forward(x);
        return residual ? x.Tape.Apply(new Add(), x, y) : y;
    }
}
