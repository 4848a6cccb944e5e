using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Supernets.Spaces;
using NativeNas.Tensors;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Darts;

public class DerivedNetworkTests
{
    /// <summary>Counts of the published CIFAR-10 networks, 36 channels and 20 cells, without the auxiliary head.</summary>
    [Theory]
    [InlineData("DARTS_V1", 0f, 3_169_414)]
    [InlineData("DARTS_V2", 0f, 3_349_342)]
    [InlineData("DARTS_V2", 0.4f, 3_349_342 + 476_426)]
    public void Published_networks_have_their_published_size(string name, float auxiliary, long expected)
    {
        using ShapeOnlyDevice device = new();
        using Model<DerivedNetwork> model = new(device, new(Genotype.Named(name), new(3, 32, 32, 10, AuxiliaryWeight: auxiliary)), new Rng(1));
        Assert.Equal(expected, model.ParameterCount);
    }

    /// <summary>Multiply-adds of the published networks, in millions, counted by hand-made tables of the same cells.</summary>
    [Theory]
    [InlineData("DARTS_V1", 500.99)]
    [InlineData("DARTS_V2", 528.36)]
    public void Published_networks_have_their_published_cost(string name, double millions)
    {
        using ShapeOnlyDevice device = new();
        using Model<DerivedNetwork> model = new(device, new(Genotype.Named(name), new(3, 32, 32, 10)), new Rng(1));
        TapePlan plan = new BatchPasses(device, model.Root).PlanFor(TapeMode.Evaluation, new(1, 3, 32, 32), model.Weights, model.Statistics);
        Assert.InRange(plan.Cost.MultiplyAdds / 1e6, millions * 0.999, millions * 1.001);
    }

    [Theory]
    [OnEveryDevice(12, 12)]
    [OnEveryDevice(7, 11)]
    public void Random_genotypes_train_on_any_image_size(int height, int width, Device device)
    {
        for (int i = 0; i < 3; i++)
        {
            Genotype genotype = new DartsSpace().SampleGenotype(new Rng(7).At(i));
            using Model<DerivedNetwork> model = new(device, new(genotype, new(3, height, width, 4, Channels: 4, Cells: 3, AuxiliaryWeight: 0.4f)), new Rng(1)) { Root = { DropPath = 0.3f } };
            using WeightBuffer gradients = new(device, model.Weights.Layout);
            float[] pixels = [.. Enumerable.Range(0, 3 * 3 * height * width).Select(p => new Rng(2).Normal(p))];
            PassResult result = new BatchPasses(device, model.Root).Run(
                new(pixels, [0, 1, 3], 3, height, width), TapeMode.Training, new Rng(3), new(model.Weights, gradients), model.Statistics);
            Assert.True(double.IsFinite(result.Loss));
            Assert.All(gradients.Layout.Slots, slot => Assert.Contains(gradients[slot].ToArray(), g => g != 0));
        }
    }
}
