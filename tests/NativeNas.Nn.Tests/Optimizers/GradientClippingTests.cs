using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Optimizers;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Nn.Tests.Optimizers;

public class GradientClippingTests
{
    [Theory, OnEveryDevice]
    public void Long_gradients_are_cut_to_the_limit_and_short_ones_stay(Device device)
    {
        using WeightBuffer gradients = Vectors.Buffer(device, Vectors.Layout(), Vectors.Numbers(1));
        double[] before = Vectors.Read(gradients);
        double norm = Math.Sqrt(before.Sum(v => v * v));
        Assert.Equal(norm, GradientClipping.ByGlobalNorm(gradients, (float)norm + 1), 1e-5);
        Assert.Equal(before, Vectors.Read(gradients));
        Assert.Equal(norm, GradientClipping.ByGlobalNorm(gradients, 2f), 1e-5);
        Gradcheck.Close([.. before.Select(v => v * 2 / (norm + 1e-6))], Vectors.Read(gradients), 1e-6, "clipped gradient");
    }

    [Theory]
    [OnEveryDevice(float.NaN)]
    [OnEveryDevice(float.PositiveInfinity)]
    public void A_norm_that_is_not_finite_is_reported_and_changes_nothing(float bad, Device device)
    {
        double[] numbers = Vectors.Numbers(1);
        numbers[3] = bad;
        using WeightBuffer gradients = Vectors.Buffer(device, Vectors.Layout(), numbers);
        double[] before = Vectors.Read(gradients);
        Assert.False(double.IsFinite(GradientClipping.ByGlobalNorm(gradients, 0.1f)));
        Assert.Equal(before, Vectors.Read(gradients));
    }

    [Fact]
    public void The_norm_of_many_weights_has_the_same_bits_on_every_cpu_device()
    {
        WeightLayout layout = new();
        layout.Add("w", new(300_007));
        float[] numbers = [.. Enumerable.Range(0, 300_007).Select(i => new Rng(3).Normal(i))];
        double exact = Math.Sqrt(numbers.Sum(v => (double)v * v));
        using CpuDevice one = new(1), two = new(2), three = new(3), portable = new(2, CpuForms.Portable);
        using CpuScalarDevice scalar = new(2);
        double[] norms = [.. new Device[] { one, two, three, portable, scalar }.Select(device =>
        {
            using WeightBuffer weights = new(device, layout);
            weights["w"].Write(numbers);
            return GradientClipping.Norm(weights);
        })];
        Assert.All(norms, norm => Assert.Equal(norms[0], norm));
        Assert.Equal(exact, norms[0], exact * 1e-6);
    }
}
