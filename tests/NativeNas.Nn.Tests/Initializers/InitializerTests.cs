using NativeNas.Kernels.Random;
using NativeNas.Nn.Initializers;
using NativeNas.Tensors;

namespace NativeNas.Nn.Tests.Initializers;

public class InitializerTests
{
    /// <summary>Fan-in 16·9, fan-out 64·9.</summary>
    private static readonly Shape filters = new(64, 16, 3, 3);

    [Fact]
    public void Uniform_by_fan_in() => Uniform(new FanInUniform(), 1 / Math.Sqrt(144));

    [Fact]
    public void Uniform_by_the_fan_in_of_another_weight() => Uniform(new FanInUniform(25), 0.2);

    [Fact]
    public void Uniform_by_both_fans() => Uniform(new GlorotUniform(), Math.Sqrt(6.0 / (144 + 576)));

    [Fact]
    public void Normal_by_fan_out() => Normal(new HeNormal(), Math.Sqrt(2.0 / 576));

    [Fact]
    public void Normal_by_deviation() => Normal(new Gaussian(1e-3), 1e-3);

    [Fact]
    public void Constants_and_streams()
    {
        Assert.All(Fill(new Constant(2.5f), 1), v => Assert.Equal(2.5f, v));
        Assert.Equal(Fill(new HeNormal(), 1), Fill(new HeNormal(), 1));
        Assert.NotEqual(Fill(new HeNormal(), 1), Fill(new HeNormal(), 2));
    }

    private static void Uniform(Initializer initializer, double bound)
    {
        float[] values = Fill(initializer, 1);
        Assert.InRange(values.Max(), bound * 0.99, bound * 1.000001);
        Assert.InRange(values.Min(), -bound * 1.000001, -bound * 0.99);
        Moments(values, bound / Math.Sqrt(3));
    }

    private static void Normal(Initializer initializer, double deviation)
    {
        float[] values = Fill(initializer, 1);
        Moments(values, deviation);
        Assert.InRange(values.Count(v => Math.Abs(v) > 2 * deviation) / (double)values.Length, 0.035, 0.056);
    }

    private static void Moments(float[] values, double deviation)
    {
        double mean = values.Average(v => (double)v), variance = values.Average(v => (v - mean) * (v - mean));
        Assert.InRange(mean, -0.05 * deviation, 0.05 * deviation);
        Assert.InRange(variance, 0.95 * deviation * deviation, 1.05 * deviation * deviation);
    }

    private static float[] Fill(Initializer initializer, ulong seed)
    {
        float[] values = new float[filters.Length];
        initializer.Fill(values, filters, new Rng(seed));
        return values;
    }
}
