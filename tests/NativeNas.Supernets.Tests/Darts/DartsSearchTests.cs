using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Schedules;
using NativeNas.Supernets.Darts;
using NativeNas.Tensors.Batches;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Darts;

public class DartsSearchTests
{
    [Fact]
    public void Held_branches_matter_to_the_second_order_alone()
    {
        Assert.Equal(Alphas(secondOrder: false, holdBranches: true), Alphas(secondOrder: false, holdBranches: false));
        Assert.NotEqual(Alphas(secondOrder: true, holdBranches: true), Alphas(secondOrder: true, holdBranches: false));
    }

    private static float[] Alphas(bool secondOrder, bool holdBranches)
    {
        Device device = OnEveryDeviceAttribute.Devices[^1];
        DartsSearchSettings settings = new(1, new ConstantSchedule(0.1f), secondOrder, HoldBranches: holdBranches);
        using DartsSearch search = new(device, new(1, 3, Channels: 4, Cells: 1, Nodes: 1), settings, new Noise("training"), new Noise("validation"), new(3));
        _ = search.Step(0);
        return search.Alphas.Normal;
    }

    /// <summary>One batch of 8 images of noise.</summary>
    private sealed class Noise(string name) : IBatchSource
    {
        public int Classes => 3;

        public int Channels => 1;

        public int Height => 8;

        public int Width => 8;

        public int ImagesPerEpoch => 8;

        public int StepsPerEpoch => 1;

        public ImageBatch At(long step)
        {
            Rng rng = new Rng(4).At(name);
            return new([.. Enumerable.Range(0, 8 * 64).Select(i => (2 * rng.Uniform(i)) - 1)], [.. Enumerable.Range(0, 8).Select(i => i % 3)], 1, 8, 8);
        }
    }
}
