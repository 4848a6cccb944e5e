using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Tensors;
using NativeNas.TestKit;

namespace NativeNas.Autodiff.Tests.Ops;

public class MeanTests
{
    [Theory, OnEveryDevice]
    public void Gradient_matches_finite_differences(Device device)
    {
        foreach (int channels in new[] { 1, 3, 8, 16, 24, 40 })
        {
            CheckedInput x = new(new(2, channels, 9, 7), Fill: (rng, i) => rng.Uniform(i));
            Gradcheck.Holds(device, new Mean(), [x], v => [[v[0].Average()]]);
            Gradcheck.Holds(device, new Mean(), [x with { Layout = Layout.Planes }], v => [[v[0].Average()]]);
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        SameBits.ForAnyThreads(new Mean(), new Shape(3, 24, 41, 17));
    }
}
