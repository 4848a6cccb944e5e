using NativeNas.Kernels.Convolution;
using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class ConvolutionTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        .. Kind("pointwise", s => Geometry(s, 1, 1, 1, default) with { Window = Window.Padded(1, 1, 1, 0), OutHeight = s.Height, OutWidth = s.Width }),
        .. Kind("convolution", s => Geometry(s, s.Pick(1, 3, 5), s.Pick(1, 2, 3, 7), 1, default)),
        .. Kind("grouped convolution", s => Geometry(s, 3, 3, s.Pick(2, 4), s.Pick(8, 24, 40))),
        .. Kind("convolution of planes", s => Geometry(s, 3, 3, 1, s.Pick(1, 3, 4)) with { Planes = 1 }),
        .. Many(8, 16), .. Many(16, 64), .. Many(64, 16),
        new("gradient of a bias", s => s.Run(new BiasGradient(s.Images, s.Channels, s.Area, s.In(s.Map), s.Gradient(s.Vector), s.Adds))),
    ];

    /// <summary>Pixels for more tiles of 128 than the largest chip runs at once: those of 128 × 16 and, with 64 channels, of 128 × 64.</summary>
    private static Trial[] Many(int channels, int outputs)
    {
        ConvolutionGeometry g = ConvolutionGeometry.Of(3, channels, outputs, 1, 107, 107, new(1, 1));
        return
        [
            Large("", s => s.Run(new ConvolutionForward(g, s.In(Inputs(g)), s.In(Packed(g)), s.In(new(1, outputs, 1)), s.Out(Outputs(g))))),
            Large(", gradient of x", s => s.Run(new ConvolutionBackwardInput(g, s.In(Outputs(g)), s.In(Transposed(g)), s.Gradient(Inputs(g)), s.Adds))),
            Large(", gradient of w", s => s.Run(new ConvolutionBackwardWeight(g, s.In(Inputs(g)), s.In(Outputs(g)), s.Gradient(Weights(g)), s.Adds))),
        ];

        Trial Large(string part, Action<Scene> run) =>
            new($"pointwise of many pixels, {channels} to {outputs}{part}", run) { Seeds = 1, TooLargeForDebugger = "millions of threads" };
    }

    private static Trial[] Kind(string name, Func<Scene, ConvolutionGeometry> geometry)
    {
        return
        [
            new($"{name}: pack", s => With(s, g => s.Run(new PackFilters(g, false, s.In(Weights(g)), s.Out(Packed(g)))))),
            new($"{name}: pack transposed", s => With(s, g => s.Run(new PackFilters(g, true, s.In(Weights(g)), s.Out(Transposed(g)))))),
            new(name, s => With(s, g => s.Run(new ConvolutionForward(g, s.In(Inputs(g)), s.In(Packed(g)), s.Toss() ? s.In(new(1, g.OutChannels, 1)) : null, s.Out(Outputs(g)))))),
            new($"{name}, gradient of x", s => With(s, g => s.Run(new ConvolutionBackwardInput(
                g with { Planes = 0 }, s.In(Outputs(g)), s.In(Transposed(g)), s.Gradient(Inputs(g with { Planes = 0 })), s.Adds)))),
            new($"{name}, gradient of w", s => With(s, g => s.Run(new ConvolutionBackwardWeight(g, s.In(Inputs(g)), s.In(Outputs(g)), s.Gradient(Weights(g)), s.Adds)))),
        ];

        void With(Scene s, Action<ConvolutionGeometry> run) => run(geometry(s));
    }

    private static ConvolutionGeometry Geometry(Scene s, int height, int width, int groups, int channels)
    {
        PlaneGeometry plane = s.Plane(height, width);
        return ConvolutionGeometry.Of(s.Images, channels > 0 ? channels : s.Channels, groups * s.Pick(1, 4, 6, 10), groups, s.Height, s.Width, plane.Window);
    }

    private static Form Inputs(ConvolutionGeometry g) => g.Planes != 0 ? Form.Row(g.Images * g.Channels * g.Height * g.Width) : new(g.Images, g.Channels, g.Height * g.Width);

    private static Form Outputs(ConvolutionGeometry g) => new(g.Images, g.OutChannels, g.OutHeight * g.OutWidth);

    private static Form Weights(ConvolutionGeometry g) => Form.Row(g.OutChannels * g.Inputs * g.Window.Taps);

    private static Form Packed(ConvolutionGeometry g) => new(1, g.OutChannels, g.Window.Taps * g.Inputs);

    private static Form Transposed(ConvolutionGeometry g) => new(1, g.Channels, g.Window.Taps * g.Outputs);
}
