using NativeNas.Kernels.DepthwiseConvolution;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.MixConvolution;
using NativeNas.Kernels.Pooling;

namespace NativeNas.Kernels.Gpu.Tests.Trials;

internal static class WindowTrials
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        .. Pooling<AnySize>((height, width) => (new(height), new(width)), s => (s.Pick(1, 2, 3, 4), s.Pick(1, 2, 5))),
        .. Pooling<S3>((_, _) => default, _ => (3, 3)),
        .. Depthwise("3×3", _ => (3, 3)), .. Depthwise("5×5", _ => (5, 5)), .. Depthwise("7×7", _ => (7, 7)), .. Depthwise("of any window", s => (s.Pick(1, 2, 9), s.Pick(1, 4, 7))),
        new("pack mixed filters", s => Mix(s, (plan, _) =>
        {
            Region table = s.Given(plan.Table()), packed = s.State(Form.Row(plan.Length), 0, 0);
            s.Run(new MixPack(plan.Slice(0), table, s.In(Taps(plan.Slice(0))), packed));
            s.Run(new MixPack(plan.Slice(1), table, s.In(Taps(plan.Slice(1))), packed));
        })),
        new("unpack mixed filters", s => Mix(s, (plan, _) =>
            s.Run(new MixUnpack(plan.Slice(1), s.Given(plan.Table()), s.In(Form.Row(plan.Length)), s.Gradient(Taps(plan.Slice(1))), s.Adds)))),
        new("mixed convolution", s => Mix(s, (plan, g) =>
            s.Run(new MixForward(g, plan, s.Given(plan.Table()), s.In(Inputs(g)), s.Given(Packed(s, plan)), s.Out(Outputs(g)))))),
        new("mixed convolution, gradients", s => Mix(s, (plan, g) => s.Run(new MixBackward(
            g, plan, s.Given(plan.Table()), s.In(Inputs(g)), s.Given(Packed(s, plan)), s.In(Outputs(g)), s.Gradient(Inputs(g)), s.Adds, s.Out(Form.Row(plan.Length)))))),
    ];

    private static Trial[] Pooling<TSize>(Func<int, int, (TSize Rows, TSize Columns)> size, Func<Scene, (int Height, int Width)> kernel)
        where TSize : struct, ISize
    {
        return
        [
            new($"average pooling {typeof(TSize).Name}", s => With(s, (g, rows, columns) =>
                s.Run(new AveragePoolingForward<TSize>(g, new(g, s.Toss()), rows, columns, s.In(s.Map), s.Out(s.Outputs(g)))))),
            new($"average pooling {typeof(TSize).Name}, gradient", s => With(s, (g, rows, columns) =>
                s.Run(new AveragePoolingBackward<TSize>(g, new(g, s.Toss()), rows, columns, s.In(s.Outputs(g)), s.Gradient(s.Map), s.Adds)))),
            new($"max pooling {typeof(TSize).Name}", s => With(s, (g, rows, columns) =>
                s.Run(new MaxPoolingForward<TSize>(g, rows, columns, s.In(s.Map), s.Out(s.Outputs(g)), s.Out(s.Outputs(g)))))),
            new($"max pooling {typeof(TSize).Name}, gradient", s => With(s, (g, rows, columns) =>
                s.Run(new MaxPoolingBackward<TSize>(g, rows, columns, s.In(s.Outputs(g)), s.Whole(s.Outputs(g), -1, g.Window.Taps), s.Gradient(s.Map), s.Adds)))),
            new($"tap pooling {typeof(TSize).Name}", s => With(s, (g, rows, columns) =>
                s.Run(new TapPoolingForward<TSize>(g, rows, columns, s.In(s.Map), s.Given(InsideTaps(s, g)), s.Out(s.Outputs(g)))))),
        ];

        void With(Scene s, Action<PlaneGeometry, TSize, TSize> run)
        {
            (int height, int width) = kernel(s);
            (TSize rows, TSize columns) = size(height, width);
            run(s.Plane(height, width), rows, columns);
        }
    }

    private static Trial[] Depthwise(string name, Func<Scene, (int Height, int Width)> kernel)
    {
        return
        [
            new($"depthwise {name}", s => With(s, (g, w) => s.Run(new DepthwiseForward(g, s.In(s.Map), s.In(w), s.Out(s.Outputs(g)))))),
            new($"depthwise {name}, gradient of x", s => With(s, (g, w) => s.Run(new DepthwiseBackwardInput(g, s.In(s.Outputs(g)), s.In(w), s.Gradient(s.Map), s.Adds)))),
            new($"depthwise {name}, gradient of w", s => With(s, (g, w) => s.Run(new DepthwiseBackwardWeight(g, s.In(s.Map), s.In(s.Outputs(g)), s.Out(w))))),
            new($"depthwise {name}, gradients", s => With(s, (g, w) =>
                s.Run(new DepthwiseBackward(g, s.In(s.Map), s.In(w), s.In(s.Outputs(g)), s.Gradient(s.Map), s.Adds, s.Out(w))))),
        ];

        void With(Scene s, Action<PlaneGeometry, Form> run)
        {
            (int height, int width) = kernel(s);
            PlaneGeometry g = s.Plane(height, width);
            run(g, new(1, s.Channels, g.Window.Taps));
        }
    }

    /// <summary>For every output a tap that lies inside the image, or −1.</summary>
    private static float[] InsideTaps(Scene s, PlaneGeometry g)
    {
        float[] taps = new float[s.Outputs(g).Length];

        for (int i = 0; i < taps.Length; i++)
        {
            int pixel = i / 16 % (g.OutHeight * g.OutWidth), tap = s.Pick(0, 1, 2, 3, 4, 5, 6, 7) % g.Window.Taps;
            int y = (pixel / g.OutWidth * g.Window.StrideHeight) + (tap / g.Window.KernelWidth * g.Window.DilationHeight) - g.Window.Top;
            int x = (pixel % g.OutWidth * g.Window.StrideWidth) + (tap % g.Window.KernelWidth * g.Window.DilationWidth) - g.Window.Left;
            taps[i] = y >= 0 && y < g.Height && x >= 0 && x < g.Width ? tap : -1;
        }

        return taps;
    }

    private static void Mix(Scene s, Action<MixPlan, PlaneGeometry> run)
    {
        MixPlan plan = new([new(s.Pick(3, 8, 16), s.Pick(3, 5)), new(s.Pick(5, 16, 24), s.Pick(3, 7))], s.Pick(1, 2));
        run(plan, PlaneGeometry.Of(s.Images, plan.Channels, s.Height, s.Width, plan.Window(0)));
    }

    private static Form Taps(MixSlice slice) => Form.Row(slice.Channels * slice.Kernel * slice.Kernel);

    private static Form Inputs(PlaneGeometry g) => new(g.Images, g.Channels, g.Height * g.Width);

    private static Form Outputs(PlaneGeometry g) => new(g.Images, g.Channels, g.OutHeight * g.OutWidth);

    private static float[] Packed(Scene s, MixPlan plan)
    {
        float[] packed = new float[plan.Length];

        for (int block = 0; block < plan.Blocks; block++)
        {
            for (int i = plan.Start(block); i < plan.Start(block) + (plan.Window(block).Taps * 16); i++)
            {
                packed[i] = (block * 16) + (i % 16) < plan.Channels ? s.Number() : 0;
            }
        }

        return packed;
    }
}
