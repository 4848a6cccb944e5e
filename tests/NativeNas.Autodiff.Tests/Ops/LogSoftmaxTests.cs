using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;
using NativeNas.TestKit.References;

namespace NativeNas.Autodiff.Tests.Ops;

public class LogSoftmaxTests
{
    private static readonly int[] channels = [1, 3, 8, 16, 24, 40];

    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (Shape x in channels.Select(c => new Shape(3, c, 2, 3)))
        {
            CheckedInput input = new(x, Fill: (rng, i) => (8 * rng.Uniform(i)) - 6);
            Gradcheck.Holds(device, new LogSoftmax(), [input], v => [NaiveSoftmax.Logarithm(v[0], x)]);
        }
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        SameBits.OfScalarAndVector(new LogSoftmax(), new Shape(3, 24, 5, 7));
    }
}
