using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Values;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class GateTests
{
    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            Shape shape = new(2, channels, 5, 3);
            Gradcheck.Holds(device, new Gate<Relu>(), [shape, Recorded<Relu>(shape)], v => [[.. v[0].Zip(v[1], (x, y) => y > 0 ? x : 0)]]);
            Gradcheck.Holds(device, new Gate<Relu6>(), [shape, Recorded<Relu6>(shape)], v => [[.. v[0].Zip(v[1], (x, y) => y is > 0 and < 6 ? x : y)]]);
        }
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        Shape shape = new(2, 24, 5, 3);
        SameBits.OfScalarAndVector(new Gate<Relu>(), shape, Recorded<Relu>(shape));
        SameBits.OfScalarAndVector(new Gate<Relu6>(), shape, Recorded<Relu6>(shape));
    }

    [Fact]
    public void Recorded_values_of_another_shape_are_refused() => Assert.Contains(
        "[1, 3, 6, 6] and [1, 3, 6, 5]",
        Assert.Throws<ArgumentException>(() => new Gate<Relu>().Infer([new(1, 3, 6, 6), new(1, 3, 6, 5)])).Message);

    /// <summary>Values that f gives, of every branch.</summary>
    private static CheckedInput Recorded<TFunction>(Shape shape)
        where TFunction : struct, IUnary =>
        new(shape, Fill: (rng, i) => Scalar.Lane(default(TFunction).Forward(Scalar.Of((float)((16 * rng.Uniform(i)) - 6))), 0), Differentiable: false);
}
