using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Schedules;
using NativeNas.Nn.Training;
using NativeNas.Supernets.Darts;
using NativeNas.Tensors.Batches;

namespace NativeNas.Supernets.Tests.Darts;

public class DartsSearchTests
{
    [Fact]
    public void Held_branches_matter_to_the_second_order_alone()
    {
        Assert.Equal(Alphas(secondOrder: false, holdBranches: true), Alphas(secondOrder: false, holdBranches: false));
        Assert.NotEqual(Alphas(secondOrder: true, holdBranches: true), Alphas(secondOrder: true, holdBranches: false));
    }

    [Fact]
    public void A_step_of_second_order_gives_its_memory_back()
    {
        using CpuDevice device = new(2);
        using DartsSearch search = Search(device, secondOrder: true, holdBranches: true);
        _ = search.Step(0);
        long after = device.BytesInUse;
        _ = search.Step(1);
        Assert.Equal(after, device.BytesInUse);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_that_are_none_end_the_search_and_its_memory_comes_back(bool secondOrder)
    {
        using CpuDevice device = new(2);
        using DartsSearch search = Search(device, secondOrder, holdBranches: true, new Noise("validation", float.NaN));
        long before = device.BytesInUse;
        DivergedException thrown = Assert.Throws<DivergedException>(() => search.Step(0));
        Assert.Contains("step 0", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("validation loss is NaN", thrown.InnerException!.Message, StringComparison.Ordinal);
        Assert.Equal(before, device.BytesInUse);
    }

    /// <summary>α of the one cell, which reduces, after a step.</summary>
    private static float[] Alphas(bool secondOrder, bool holdBranches)
    {
        using CpuDevice device = new(2);
        using DartsSearch search = Search(device, secondOrder, holdBranches);
        _ = search.Step(0);
        return search.Alphas.Reduction;
    }

    private static DartsSearch Search(CpuDevice device, bool secondOrder, bool holdBranches, Noise? validation = null) => new(
        device,
        new(1, 3, Channels: 4, Cells: 1, Nodes: 1),
        new(1, new ConstantSchedule(0.1f), secondOrder, HoldBranches: holdBranches),
        new Noise("training"),
        validation ?? new Noise("validation"),
        new(3));

    /// <summary>One batch of 8 images of noise.</summary>
    private sealed class Noise(string name, float scale = 1) : IBatchSource
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
            return new([.. Enumerable.Range(0, 8 * 64).Select(i => scale * ((2 * rng.Uniform(i)) - 1))], [.. Enumerable.Range(0, 8).Select(i => i % 3)], 1, 8, 8);
        }
    }
}
