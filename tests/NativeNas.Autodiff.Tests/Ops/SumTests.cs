using NativeNas.Autodiff.Ops;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Kernels.Reduction;
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

    [Theory, OnEveryDevice]
    public void A_squared_norm_counts_every_weight(Device device)
    {
        Rng rng = new(3);
        float[] w = [.. Enumerable.Range(0, 10_007).Select(i => (float)rng.Uniform(i) - 0.5f)];
        Tensor tensor = Tensor.From(device, new(w.Length), w, Layout.Planes);
        double expected = w.Sum(v => (double)v * v);
        Assert.InRange(SumOfSquares.Of(tensor.Data), expected * (1 - 1e-6), expected * (1 + 1e-6));
        w[9_999] = float.NaN;
        tensor.Write(w);
        Assert.True(float.IsNaN(SumOfSquares.Of(tensor.Data)));
        w[9_999] = float.NegativeInfinity;
        tensor.Write(w);
        Assert.Equal(float.PositiveInfinity, SumOfSquares.Of(tensor.Data));
    }

    [Fact]
    public void Scalars_and_vectors_agree_to_the_bit()
    {
        SameBits.OfScalarAndVector(new Sum(), new Shape(3, 24, 41, 17));
    }
}
