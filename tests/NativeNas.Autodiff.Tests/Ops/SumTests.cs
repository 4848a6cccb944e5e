using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class SumTests
{
    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            CheckedInput x = new(new(2, channels, 9, 7), Fill: (rng, i) => rng.Uniform(i));
            Gradcheck.Holds(device, new Sum(), [x], v => [[v[0].Sum()]]);
            Gradcheck.Holds(device, new Sum(), [x with { Layout = Layout.Planes }], v => [[v[0].Sum()]]);
        }
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        SameBits.OfScalarAndVector(new Sum(), new Shape(3, 24, 41, 17));
    }
}
