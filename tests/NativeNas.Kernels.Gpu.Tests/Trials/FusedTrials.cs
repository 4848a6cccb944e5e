using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MBConvolution;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;
using NativeNas.TestKit;
using Ops = NativeNas.Autodiff.Ops;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>Operations of several phases, through the ops that prepare their memory.</summary>
internal static class FusedTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        new("squeeze-excite", s => s.Apply(new Ops.SqueezeExcite(), new Shape(s.Images, 24, s.Height, s.Width), Weight(10, 24, 1), Row(10), Weight(24, 10, 1), Row(24))),
        new("separable chain", s => s.Apply(
            new Ops.SeparableConvolution(Window.Same(3, s.Pick(1, 2)), Window.Same(5)),
            Map(s, 24), Weight(24, 1, 3), Weight(24, 24, 1), Row(24), Row(24), Weight(24, 1, 5), Weight(24, 24, 1), Row(24), Row(24))),
        new("MBConv", s => s.Apply(Block<Swish>(), [Map(s, 24), .. BlockWeights])),
        new("MBConv, evaluated", s => s.Apply(
            new Ops.MBConvolutionEvaluation<Swish>(Block<Swish>()),
            [.. new[] { Map(s, 24) }.Concat(BlockWeights).Select(Fixed), Fixed(Row(144)), Variance(144), Fixed(Row(144)), Variance(144), Fixed(Row(24)), Variance(24)])),
        new("MBConv without expansion", s => s.Apply(
            new Ops.MBConvolution<Relu6>(Ops.MixConvolution.Of([40], [5], stride: 2), false, false, false), Map(s, 40), Weight(40, 1, 5), Row(40), Row(40), Weight(24, 40, 1), Row(24), Row(24))),
        new("activation of a norm", s => s.Run(new NormedActivation<Swish>(s.Pieces, default, Norm(s), s.In(s.Map), s.Toss() ? s.In(s.Vectors) : null, s.Out(s.Map)))),
        new("activation of a norm, summed", s => s.Run(new NormedActivationSum<Relu6>(s.Pieces, default, Norm(s), 1f / s.Area, s.In(s.Map), s.Toss() ? s.In(s.Map) : null, s.Out(s.Vectors)))),
        new("activation of a norm, gradient", s => s.Run(new NormedActivationBackward<Swish>(
            s.Pieces, default, Norm(s), new(s.Out(s.Vector), s.Out(s.Vector)), s.In(s.Map), s.Adds ? s.In(s.Vectors) : null, s.Adds ? s.In(s.Vectors) : null, s.State(s.Map)))),
        new("mixed operation", s => Mixture(s, 1)),
        new("mixed operation, reducing", s => Mixture(s, 2)),
    ];

    private static CheckedInput[] BlockWeights =>
    [
        Weight(144, 24, 1), Row(144), Row(144), Weight(72, 1, 3), Weight(72, 1, 5), Row(144), Row(144),
        Weight(6, 144, 1), Row(6), Weight(144, 6, 1), Row(144), Weight(24, 144, 1), Row(24), Row(24),
    ];

    private static ChannelNorm Norm(Scene s) => new(s.In(s.Vector), s.In(s.Vector, 0.5f), s.In(s.Vector), s.In(s.Vector));

    private static Ops.MBConvolution<TFunction> Block<TFunction>()
        where TFunction : struct, IUnary => new(Ops.MixConvolution.Of([72, 72], [3, 5]), true, true, true);

    private static void Mixture(Scene s, int stride)
    {
        Candidate.Separable twice = new(Window.Same(5, stride), Window.Same(3)), dilated = new(Window.Same(3, stride, 2));
        Candidate skip = stride == 1 ? new Candidate.Identity() : new Candidate.FactorizedReduction();
        CheckedInput[] reduction = stride == 1 ? [] : [Weight(12, 24, 1), Weight(12, 24, 1)];
        s.Apply(
            new Ops.MixedOperation([1], [1, 2, 0, 4, 3], [new Candidate.MaxPool(Window.Same(3, stride)), twice, skip, dilated, new Candidate.AveragePool(Window.Same(3, stride))]),
            [Map(s, 24), new Shape(2, 5), Weight(24, 1, 5), Weight(24, 24, 1), Weight(24, 1, 3), Weight(24, 24, 1), .. reduction, Weight(24, 1, 3), Weight(24, 24, 1)]);
    }

    /// <summary>At least 36 pixels, so that no norm divides by the deviation of next to nothing.</summary>
    private static CheckedInput Map(Scene s, int channels) => new Shape(s.Images, channels, s.Height + 5, s.Width + 5);

    private static CheckedInput Weight(int n, int c, int kernel) => new(new(n, c, kernel, kernel), Layout.Planes);

    private static CheckedInput Row(int length) => new(new(length), Layout.Planes);

    private static CheckedInput Fixed(CheckedInput input) => input with { Differentiable = false };

    private static CheckedInput Variance(int length) => Fixed(Row(length)) with { Fill = (rng, i) => 0.5 + rng.Uniform(i) };
}
