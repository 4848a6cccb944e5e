using NativeNas.Kernels.Loss;
using NativeNas.Kernels.Pooling;
using NativeNas.Kernels.Reduction;
using NativeNas.Kernels.Softmax;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class ReductionTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        new("sum of all", s => s.Run(new SumAll<Itself>(s.Number(), s.In(Long(s)), s.Out(Form.Row(16))))),
        new("sum of exponentials", s => s.Run(new SumAll<Exponential>(s.Number(), s.In(Long(s)), s.Out(Form.Row(16))))),
        new("dot", s => Dot(s, Long(s))),
        new("spread", s => s.Run(new Spread(s.Number(), s.Images, s.Channels, s.Area, s.In(Form.Row(1)), s.Gradient(s.Map), s.Adds))),
        new("global average", s => s.Run(new GlobalAverage(s.Images * s.Blocks, s.Area, s.In(s.Map), s.Out(s.Vectors)))),
        new("global average of many pixels", s => s.Run(new GlobalAverage(s.Blocks, 2500, s.In(new(1, s.Channels, 2500)), s.Out(s.Vector)))),
        new("global average, gradient", s => s.Run(new GlobalAverageBackward(s.Images * s.Blocks, s.Area, s.In(s.Vectors), s.Gradient(s.Map), s.Adds))),
        new("maximum of channels", s => s.Run(new ChannelMaximum(s.Images, s.Channels, s.Area, s.In(s.Map), s.Out(Lanes(s))))),
        new("sum of channels", s => s.Run(new ChannelSum<Itself>(s.Images, s.Channels, s.Area, s.In(s.Map), s.In(Lanes(s)), s.Out(Lanes(s))))),
        new("sum of channels' exponentials", s => s.Run(new ChannelSum<Exponential>(s.Images, s.Channels, s.Area, s.In(s.Map), s.In(Lanes(s)), s.Out(Lanes(s))))),
        new("softmax", s => s.Run(new SoftmaxForward(s.Images, s.Channels, s.Area, s.Toss(), s.In(s.Map, -8, 8), s.Out(s.Map)))),
        new("softmax, gradient", s => s.Run(new SoftmaxBackward(s.Images, s.Channels, s.Area, s.Toss(), s.In(s.Map), s.In(s.Map), s.Gradient(s.Map), s.Adds))),
        new("cross entropy", s => s.Run(new CrossEntropyForward(s.Images, s.Channels, s.Pick(0, 1) * 0.1f, s.In(s.Vectors), s.Whole(Form.Row(s.Images), -1, s.Channels + 1), s.Out(Form.Row(s.Images))))),
        new("cross entropy, gradient", s => CrossEntropy(s, s.Toss())),
    ];

    /// <summary>Sixteen numbers a pixel.</summary>
    private static Form Lanes(Scene s) => Form.Row(s.Images * s.Area * 16);

    private static Form Long(Scene s) => Form.Row(16 * s.Pick(1, 7, 255, 257, 9001));

    private static void Dot(Scene s, Form form) => s.Run(new Dot(s.In(form), s.In(form), s.Out(Form.Row(16))));

    private static void CrossEntropy(Scene s, bool aSample) => s.Run(new CrossEntropyBackward(
        s.Images, s.Channels, s.Pick(0, 1) * 0.1f, s.Number(), aSample, s.In(s.Vectors, 0, 1), s.Whole(Form.Row(s.Images), -1, s.Channels + 1),
        s.In(Form.Row(aSample ? s.Images : 1)), s.Gradient(s.Vectors), s.Adds));
}
