using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class PoolingTests
{
    private static readonly Window[] windows =
    [
        Window.Same(3),
        Window.Same(3, stride: 2),
        Window.Same(3) with { Ceiling = true, StrideHeight = 2, StrideWidth = 3 },
        Window.Padded(2, 2, 1, 0),
        Window.Padded(3, 3, 1, 1) with { Ceiling = true },
        new(2, 5, 3, 2, 2, 1, Top: 1, Left: 3, Bottom: 0, Right: 2),
        new(1, 1, 2, 2, Top: 2, Bottom: 3),
    ];

    [Theory, OnEveryDevice]
    public void Maximum_matches_float64(Device device) => Each((x, window) =>
        Gradcheck.Holds(device, new MaxPooling(window), [x], v => [NaivePooling.Maximum(v[0], x.Shape, window)]));

    [Theory, OnEveryDevice]
    public void Pooling_at_given_taps_matches_float64(Device device) => Each((x, window) =>
        Gradcheck.Holds(device, new TapPooling(window), [x, Taps(x.Shape, window)], v => [NaivePooling.AtTaps(v[0], v[1], x.Shape, window)]));

    [Theory]
    [OnEveryDevice(true)]
    [OnEveryDevice(false)]
    public void Average_matches_float64(bool countPadding, Device device) => Each((x, window) =>
        Gradcheck.Holds(device, new AveragePooling(window, countPadding), [x], v => [NaivePooling.Average(v[0], x.Shape, window, countPadding)]));

    [Theory, OnEveryDevice]
    public void Global_average_matches_float64(Device device)
    {
        foreach (Shape x in new Shape[] { new(2, 1, 9, 7), new(2, 24, 1, 1), new(2, 40, 5, 8), new(1, 3, 41, 37) })
        {
            Gradcheck.Holds(device, new GlobalAveragePooling(), [x], v => [[.. v[0].Chunk(x.Area).Select(plane => plane.Average())]]);
        }
    }

    [Theory, OnEveryDevice]
    public void The_first_of_equals_wins_and_NaN_wins(Device device)
    {
        Shape shape = new(1, 1, 3, 3);
        Tensor y = Tensor.Allocate(device, shape), taps = Tensor.Allocate(device, shape), dx = Tensor.Allocate(device, shape);
        MaxPooling op = new(Window.Same(3));
        op.Forward(new(device, [Tensor.From(device, shape, [-5, -5, -5, -5, -5, -5, -5, -5, -5])], [y], [taps]));
        Assert.All(y.ToArray(), v => Assert.Equal(-5f, v));
        Tensor dy = Tensor.From(device, shape, [1, 1, 1, 1, 1, 1, 1, 1, 1]);
        op.Backward(new(device, [shape], [null], [null], [taps], [dy], [new Gradient(dx, false)]));
        Assert.Equal([4f, 2f, 0f, 2f, 1f, 0f, 0f, 0f, 0f], dx.ToArray());
        op.Forward(new(device, [Tensor.From(device, shape, [1, 2, 3, 4, float.NaN, 6, 7, 8, 9])], [y], [taps]));
        Assert.All(y.ToArray(), v => Assert.True(float.IsNaN(v)));
        op.Backward(new(device, [shape], [null], [null], [taps], [dy], [new Gradient(dx, false)]));
        Assert.Equal([0f, 0f, 0f, 0f, 9f, 0f, 0f, 0f, 0f], dx.ToArray());
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        foreach (Window window in windows)
        {
            SameBits.OfScalarAndVector(new MaxPooling(window), new Shape(2, 24, 9, 11));
            SameBits.OfScalarAndVector(new AveragePooling(window, CountPadding: false), new Shape(2, 24, 9, 11));
            SameBits.OfPortableAndFast(new MaxPooling(window), new Shape(2, 24, 9, 11));
            SameBits.OfPortableAndFast(new MaxPooling(window), new Shape(1, 24, 43, 67));
            SameBits.OfPortableAndFast(new AveragePooling(window, CountPadding: false), new Shape(1, 24, 43, 67));
            SameBits.ForAnyThreads(new MaxPooling(window), new Shape(2, 24, 9, 11));
            SameBits.OfScalarAndVector(new TapPooling(window), new Shape(2, 24, 9, 11), Taps(new(2, 24, 9, 11), window));
            SameBits.OfPortableAndFast(new TapPooling(window), new Shape(1, 24, 43, 67), Taps(new(1, 24, 43, 67), window));
            SameBits.ForAnyThreads(new AveragePooling(window, CountPadding: true), new Shape(2, 24, 9, 11));
        }

        SameBits.OfScalarAndVector(new GlobalAveragePooling(), new Shape(2, 24, 41, 37));
    }

    /// <summary>Any tap of the window, on the padding too, or none (−1).</summary>
    private static CheckedInput Taps(Shape x, Window window) =>
        new(new(x.N, x.C, window.OutHeight(x.H), window.OutWidth(x.W)), Fill: (rng, i) => (double)rng.Below(window.Taps + 1, i) - 1, Differentiable: false);

    /// <summary>Values far enough from each other that a step of the differences changes no winner.</summary>
    private static void Each(Action<CheckedInput, Window> check)
    {
        foreach (Window window in windows)
        {
            foreach (int channels in window == windows[0] ? new[] { 1, 3, 8, 16, 24, 40 } : [3, 24])
            {
                Shape shape = new(2, channels, 9, 11);
                check(new(shape, Fill: (rng, i) => ((i * 7919L % 10007 / 10007.0) * 2) - 1 + (1e-5 * rng.Uniform(i))), window);
            }
        }
    }
}
