using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class TapPoolingTests
{
    [Theory, OnEveryDevice]
    public void Pooling_at_given_taps_matches_float64(Device device) => PoolingWindows.Each((x, window) =>
        Gradcheck.Holds(device, new TapPooling(window), [x, Taps(x.Shape, window)], v => [NaivePooling.AtTaps(v[0], v[1], x.Shape, window)]));

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        Shape small = new(2, 24, 9, 11), large = new(1, 24, 43, 67);

        foreach (Window window in PoolingWindows.All)
        {
            SameBits.OfScalarAndVector(new TapPooling(window), small, Taps(small, window));
            SameBits.OfPortableAndFast(new TapPooling(window), small, Taps(small, window));
            SameBits.OfPortableAndFast(new TapPooling(window), large, Taps(large, window));
            SameBits.ForAnyThreads(new TapPooling(window), small, Taps(small, window));
        }
    }

    [Fact]
    public void Taps_of_another_shape_are_refused() => Assert.Contains(
        "[1, 3, 3, 3]; got [1, 3, 6, 6]",
        Assert.Throws<ArgumentException>(() => new TapPooling(Window.Same(3, stride: 2)).Infer([new(1, 3, 6, 6), new(1, 3, 6, 6)])).Message);

    /// <summary>Any tap of the window, on the padding too, or none (−1).</summary>
    private static CheckedInput Taps(Shape x, Window window) => new(
        new(x.N, x.C, window.OutHeight(x.H), window.OutWidth(x.W)),
        Fill: (rng, i) => (double)rng.Below(window.Taps + 1, i) - 1,
        Differentiable: false);
}
