using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels;
using NativeNas.Kernels.Elementwise;
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
    private readonly MBConvolution<Swish> training;
    private readonly MBConvolutionEvaluation<Swish> evaluation;
    private readonly Parameter[] parameters, statistics;
    private readonly BatchNorm[] norms;

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
        training = new(
            MixConvolution.Of(MixSplit.Equal(hidden, s.Kernels.Length), s.Kernels, s.Stride), s.Expansion != 1, s.Squeezed > 0, residual);
        evaluation = new(training);
        norms = [.. layers.OfType<BatchNorm>()];
        parameters = [.. InOrder(body)];
        statistics = [.. norms.SelectMany(norm => norm.Statistics)];
    }

    public override Var Forward(Var x)
    {
        Tape tape = x.Tape;
        Var[] inputs = tape.Fuses ? [x, .. parameters.Select(parameter => parameter.On(tape))] : [];

        if (tape.Fuses && tape.Mode != TapeMode.Evaluation)
        {
            return Train(inputs);
        }

        if (tape.Fuses && !inputs.Any(input => input.Tracked))
        {
            return tape.Apply(evaluation, [.. inputs, .. statistics.Select(statistic => statistic.On(tape))]);
        }

        Var y = body.Forward(x);
        return residual ? tape.Apply(new Add(), x, y) : y;
    }

    private Var Train(Var[] inputs)
    {
        Var[] outputs = inputs[0].Tape.ApplyAll(training, inputs);

        for (int i = 0; i < norms.Length; i++)
        {
            norms[i].Observe(outputs[(2 * i) + 1], outputs[(2 * i) + 2]);
        }

        return outputs[0];
    }

    /// <summary>The parameters of a module and its children: those of the body in the order in which the op reads them.</summary>
    private static IEnumerable<Parameter> InOrder(Module module) => module.Parameters.Concat(module.Children.SelectMany(child => InOrder(child.Child)));
}
