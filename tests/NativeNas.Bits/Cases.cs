using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixedOp;
using NativeNas.Tensors;

namespace NativeNas.Bits;

/// <summary>At least one case an op; a new op adds its line here. Activations come by themselves.</summary>
public static class Cases
{
    private static readonly CaseInput map = new Shape(3, 24, 9, 7), wide = new Shape(2, 40, 12, 11), vectors = new Shape(5, 24);

    /// <summary>[−8, 8), which spans every piece of every function.</summary>
    private static readonly CaseInput broad = new(new(3, 24, 9, 7), Fill: (rng, i) => (16 * rng.Uniform(i)) - 8);

    public static IEnumerable<Case> All() =>
    [
        .. Activations(),
        new(new Activation<Clip>(new(-1f, 1.5f)), broad),
        new(new Add(), map, map),
        new(new AveragePooling(Window.Same(3), CountPadding: false), map),
        new(new AveragePooling(Window.Same(3, 2), CountPadding: true), wide),
        new(new BatchNormalization(), map, Vector(24), Vector(24)),
        new(new BatchNormalization(Unbiased: false), wide),
        new(new BatchNormalizationEvaluation(), map, Fixed(24), Variance(24), Vector(24), Vector(24)),
        new(new ChannelScale(), map, new Shape(3, 24)),
        new(new ChannelShuffle(3), map),
        new(new Concatenate(), new Shape(2, 8, 5, 3), new Shape(2, 8, 5, 3), new Shape(2, 24, 5, 3)),
        .. Convolutions(),
        new(new CrossEntropy(0.1f), new Shape(6, 10), Labels(6, 10)),
        new(new DepthwiseConvolution(Window.Same(3)), map, Weight(24, 1, 3)),
        new(new DepthwiseConvolution(Window.Same(5, 2, 2)), wide, Weight(40, 1, 5)),
        new(new DepthwiseConvolution(Window.Same(7)), wide, Weight(40, 1, 7)),
        new(new DepthwiseConvolution(Window.Same(9, 2)), wide, Weight(40, 1, 9)),
        new(new Flatten(), map),
        new(new Gate<Relu6>(), map, broad with { Wanted = false }),
        new(new GlobalAveragePooling(), map),
        new(new Linear(), vectors, Weight(10, 24, 1), Vector(10)),
        new(new LogSoftmax(), vectors),
        new(new MaxPooling(Window.Same(3, 2)), map),
        .. MBConvolutions(),
        new(new Mean(), map),
        new(MixConvolution.Of([14, 13, 13], [3, 5, 7]), wide, Weight(14, 1, 3), Weight(13, 1, 5), Weight(13, 1, 7)),
        new(MixConvolution.Of([24, 16], [3, 9], stride: 2), wide, Weight(24, 1, 3), Weight(16, 1, 9)),
        .. Mixtures(),
        new(new Multiply(), map, map),
        new(new PointwiseConvolution(), wide, Weight(24, 40, 1)),
        new(new PointwiseConvolution(Groups: 2), wide, Weight(24, 20, 1)),
        new(new SampleScale(), map, Fixed(3)),
        new(
            new SeparableConvolution(Window.Same(3, 2), Window.Same(5)),
            [wide, Weight(40, 1, 3), Weight(40, 40, 1), Vector(40), Vector(40), Weight(40, 1, 5), Weight(40, 40, 1), Vector(40), Vector(40)]),
        new(new Shift(1, 1), map),
        new(new Softmax(), map),
        new(new SqueezeExcite(), wide, Weight(10, 40, 1), Vector(10), Weight(40, 10, 1), Vector(40)),
        new(new SqueezeExcite(), new Shape(17, 24, 3, 5), Weight(7, 24, 1), Vector(7), Weight(24, 7, 1), Vector(24)),
        new(new Split([8, 8, 24]), wide),
        new(new NativeNas.Autodiff.Ops.Sum(), map),
        new(new TapPooling(Window.Same(3, 2)), map, new CaseInput(new(3, 24, 5, 4), Wanted: false, Fill: (rng, i) => rng.Below(10, i) - 1)),
        new(new ToBlocked(), new CaseInput(map.Shape, Layout.Planes)),
        new(new ToPlanes(), map),
        new(new WeightedSum(1, [0, 2]), map, map, new Shape(2, 3)),
    ];

    private static IEnumerable<Case> Activations() => typeof(IUnary).Assembly.GetTypes()
        .Where(type => type.IsValueType && !type.IsGenericType && type.GetInterfaces().Contains(typeof(IUnary)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => new Case((Op)Activator.CreateInstance(typeof(Activation<>).MakeGenericType(type), Activator.CreateInstance(type))!, broad));

    private static IEnumerable<Case> Convolutions()
    {
        foreach (Window window in new[] { Window.Same(3), Window.Same(3, 2), Window.Same(5, 1, 2), Window.Padded(1, 2, 1, 0), new Window(1, 7, Left: 3, Right: 3) })
        {
            yield return new(new Convolution(window), wide, new CaseInput(new(24, 40, window.KernelHeight, window.KernelWidth), Layout.Planes), Vector(24));
        }

        yield return new(new Convolution(Window.Same(3), 4), wide, Weight(16, 10, 3));
        yield return new(new Convolution(Window.Same(3)), new CaseInput(new(2, 3, 13, 11), Layout.Planes), Weight(48, 3, 3));
    }

    private static IEnumerable<Case> MBConvolutions()
    {
        MBConvolution<Swish> block = new(MixConvolution.Of([72, 72], [3, 5]), true, true, true);
        CaseInput[] inputs =
        [
            map, Weight(144, 24, 1), Vector(144), Vector(144), Weight(72, 1, 3), Weight(72, 1, 5), Vector(144), Vector(144),
            Weight(6, 144, 1), Vector(6), Weight(144, 6, 1), Vector(144), Weight(24, 144, 1), Vector(24), Vector(24),
        ];
        yield return new(block, inputs);
        yield return new(
            new MBConvolutionEvaluation<Swish>(block), [.. inputs.Select(input => input with { Wanted = false }), Fixed(144), Variance(144), Fixed(144), Variance(144), Fixed(24), Variance(24)]);
        yield return new(
            new MBConvolution<Relu6>(MixConvolution.Of([40], [5], stride: 2), false, false, false), wide, Weight(40, 1, 5), Vector(40), Vector(40),
            Weight(24, 40, 1), Vector(24), Vector(24));
    }

    /// <summary>Every kind of candidate, at stride 1 and 2, of one edge and of two.</summary>
    private static IEnumerable<Case> Mixtures()
    {
        foreach (int stride in new[] { 1, 2 })
        {
            Candidate.Separable twice = new(Window.Same(5, stride), Window.Same(3)), dilated = new(Window.Same(3, stride, 2));
            Candidate skip = stride == 1 ? new Candidate.Identity() : new Candidate.FactorizedReduction();
            CaseInput[] reduction = stride == 1 ? [] : [Weight(20, 40, 1), Weight(20, 40, 1)];
            CaseInput[] weights = [Weight(40, 1, 5), Weight(40, 40, 1), Weight(40, 1, 3), Weight(40, 40, 1), .. reduction, Weight(40, 1, 3), Weight(40, 40, 1)];
            MixedOperation one = new([1], [1, 2, 0, 4, 3], [new Candidate.MaxPool(Window.Same(3, stride)), twice, skip, dilated, new Candidate.AveragePool(Window.Same(3, stride))]);
            yield return new(one, [wide, new Shape(2, 5), .. weights]);
            yield return new(one with { Rows = [1, 0] }, [wide, new Shape(2, 5), .. weights, .. weights]);
        }
    }

    private static CaseInput Weight(int n, int c, int kernel) => new(new(n, c, kernel, kernel), Layout.Planes);

    private static CaseInput Vector(int length) => new(new(length), Layout.Planes);

    private static CaseInput Fixed(int length) => Vector(length) with { Wanted = false };

    private static CaseInput Variance(int length) => Fixed(length) with { Fill = (rng, i) => 0.5f + rng.Uniform(i) };

    private static CaseInput Labels(int length, int classes) => Fixed(length) with { Fill = (rng, i) => rng.Below(classes, i) };
}
