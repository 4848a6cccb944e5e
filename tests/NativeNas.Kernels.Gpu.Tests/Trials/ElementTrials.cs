using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Roofline;
using NativeNas.Kernels.WeightedSum;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class ElementTrials
{
    private static readonly Eight<int> places = Eight<int>.Of([3, 17, 0, 5, 11, 2, 19, 8]);

    public static IReadOnlyList<Trial> All { get; } =
    [
        .. Function<Relu>(), .. Function<Relu6>(), .. Function<Clip>(new(-1f, 1.5f)), .. Function<HardSigmoid>(), .. Function<HardSwish>(),
        .. Function<Sigmoid>(), .. Function<Swish>(), .. Function<Tanh>(),
        new("gate", s => s.Run(new GateForward<Relu6>(default, s.In(s.Map, -3, 8), s.In(s.Map), s.Out(s.Map)))),
        new("product", s => s.Run(new Product(s.In(s.Map), s.In(s.Map), s.Gradient(s.Map), s.Adds))),
        new("combination", s => s.Run(new Combine(s.Number(), s.In(s.Map), s.Number(), s.In(s.Map), s.Out(s.Map)))),
        new("sum", s => s.Run(new Sum(Inputs(s, out int count), count, s.Gradient(s.Map), s.Adds))),
        new("copy", s => s.Run(new Copy(s.In(s.Map), s.Out(s.Map)))),
        new("fill", s => s.Run(new Fill(s.Out(s.Map), s.Number()))),
        new("scale", s => s.Run(new Scale(s.State(s.Map), s.Number()))),
        new("scale a sample", s => s.Run(new SampleScaleForward(s.Images, s.Map.Length / s.Images, s.In(s.Map), s.In(Form.Row(s.Images)), s.Gradient(s.Map), s.Adds))),
        new("scale a channel", s => s.Run(new ChannelScaleForward(s.Images, s.Blocks, s.Area, false, s.In(s.Map), s.In(s.Vectors), s.Gradient(s.Map), s.Adds))),
        new("scale a channel of all", s => s.Run(new ChannelScaleForward(s.Images, s.Blocks, s.Area, true, s.In(s.Map), s.In(s.Vector), s.Gradient(s.Map), s.Adds))),
        new("scale a channel, gradient", s => s.Run(new ChannelScaleBackwardScale(s.Images, s.Blocks, s.Area, false, s.In(s.Map), s.In(s.Map), s.Gradient(s.Vectors), s.Adds))),
        new("scale a channel of all, gradient", s => s.Run(new ChannelScaleBackwardScale(s.Images, s.Blocks, s.Area, true, s.In(s.Map), s.In(s.Map), s.Gradient(s.Vector), s.Adds))),
        new("weighted sum", s => s.Run(new WeightedSumForward(Inputs(s, out int count), count, places, s.In(Form.Row(20)), s.Gradient(s.Map), s.Adds))),
        new("weighted sum, gradients", s => s.Run(new WeightedSumBackward(
            8, Eight(s, s.In), Eight(s, s.State), 0b1011_0111, 0b0110_0110, places, s.In(Form.Row(20)), s.In(s.Map), s.Out(Form.Row(WeightedSumBackward.DotFloats)).Buffer))),
        new("dots of a weighted sum", s => s.Run(new StoreDots(5, places, s.In(Form.Row(WeightedSumBackward.DotFloats)), s.Gradient(Form.Row(32)), s.Adds))),
        new("stream", s => s.Run(new StreamCopy(s.In(Form.Row(StreamCopy.Grain * s.Channels)), s.Out(Form.Row(StreamCopy.Grain * s.Channels))))),
        new("chains of multiply-adds", s => s.Run(new MultiplyAdds(s.Out(s.Map), s.Pick(1, 3)))),
    ];

    private static Trial[] Function<TFunction>(TFunction f = default)
        where TFunction : struct, IUnary =>
    [
        new($"{typeof(TFunction).Name}", s => s.Run(new UnaryForward<TFunction>(f, s.Images, s.Channels, s.Area, s.In(s.Map, -8, 8), s.Out(s.Map)))),
        new($"{typeof(TFunction).Name}, gradient", s => s.Run(new UnaryBackward<TFunction>(f, s.In(s.Map, -8, 8), s.In(s.Map), s.Gradient(s.Map), s.Adds))),
    ];

    private static Eight<Region> Inputs(Scene s, out int count)
    {
        count = s.Pick(1, 2, 3, 5, 8);
        return Eight<Region>.Of([.. Enumerable.Range(0, count).Select(_ => s.In(s.Map))]);
    }

    private static Eight<Region> Eight(Scene s, Func<Form, float, float, Region> make) => Eight<Region>.Of([.. Enumerable.Range(0, 8).Select(_ => make(s.Map, -2, 2))]);
}
