using NativeNas.Autodiff;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Passes;
using NativeNas.Nn.Schedules;
using NativeNas.Supernets.Darts;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;

namespace NativeNas.Supernets.Tests.Darts;

public class MemoryLimitTests
{
    private static readonly DartsSettings supernet = new(3, 10, Channels: 8, Cells: 3, Nodes: 3);

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.7)]
    [InlineData(0.55)]
    public void A_limit_changes_no_bit_and_is_kept_to(double share)
    {
        (long peak, float[] loss, float[] gradients, _) = Pass(null);
        (long bound, float[] sameLoss, float[] sameGradients, PassMemory? plan) = Pass((long)(share * peak));
        Assert.Equal(loss, sameLoss);
        Assert.Equal(gradients, sameGradients);
        Assert.InRange(bound, 1, (long)(share * peak));
        Assert.Equal(plan!.PeakBytes, bound);
        Assert.InRange(plan.Plan.Repeats, 1, plan.Plan.Count);
        Assert.InRange(plan.Extra, 0, 0.34);
        Assert.Contains("steps (+", plan.ToString(), StringComparison.Ordinal);
        Assert.Equal(plan.Plan.Repeats, (int)plan.ToJson()["recomputedSteps"]!);
    }

    [Fact]
    public void A_plan_follows_from_shapes_and_the_limit_alone()
    {
        long limit = Pass(null).Peak / 2;
        PassMemory first = Pass(limit, threads: 1).Plan!, second = Pass(limit, threads: 3).Plan!;
        Assert.Equal(first.ToJson().ToJsonString(), second.ToJson().ToJsonString());
    }

    [Fact]
    public void A_limit_that_is_too_small_names_one_that_works()
    {
        string refusal = Assert.Throws<DeviceMemoryException>(() => Pass(2_000_000)).Message;
        Assert.StartsWith("memory 2MB: this needs at least ", refusal, StringComparison.Ordinal);
        string figure = refusal.Split("at least ")[1].Split('.')[0];
        Assert.Equal(Pass(null).Gradients, Pass(ByteCount.Parse(figure)).Gradients);
    }

    [Fact]
    public void What_the_system_refuses_is_no_matter_of_the_limit()
    {
        using Refusing device = new();
        AlphaTables tables = new(supernet.Nodes);
        using Model<DartsSupernet> net = new(device, new(supernet, tables), new Rng(1));
        using Model<AlphaTables> alphas = new(device, tables, new Rng(2));
        BatchPasses passes = new(device, net.Root);
        string refusal = Assert.Throws<DeviceMemoryException>(() =>
            passes.PlanFor(TapeMode.Evaluation, new Images().At(0).Shape, net.Weights, net.Statistics, alphas.Weights)).Message;
        Assert.Equal("the system gives no more", refusal);
    }

    [Theory]
    [InlineData(false, 0.8)]
    [InlineData(true, 0.95)]
    public void A_search_under_a_limit_moves_weights_and_alphas_alike(bool secondOrder, double share)
    {
        (long peak, float[] free) = Search(null, secondOrder);
        (long bound, float[] limited) = Search((long)(share * peak), secondOrder);
        Assert.Equal(free, limited);
        Assert.InRange(bound, 1, (long)(share * peak));
    }

    private static (long Peak, float[] Loss, float[] Gradients, PassMemory? Plan) Pass(long? limit, int threads = 2)
    {
        using CpuDevice device = new(threads) { Limit = limit is { } bytes ? new(bytes) : null };
        AlphaTables tables = new(supernet.Nodes);
        using Model<DartsSupernet> net = new(device, new(supernet, tables), new Rng(1));
        using Model<AlphaTables> alphas = new(device, tables, new Rng(2));
        using WeightBuffer gradients = new(device, net.Weights.Layout), alphaGradients = new(device, alphas.Weights.Layout);
        PassMemory? plan = null;
        BatchPasses passes = new(device, net.Root) { Planned = one => plan = one };
        PassResult result = default;

        for (int step = 0; step < 2; step++)
        {
            result = passes.Run(
                new Images().At(step), TapeMode.Training, new Rng(4), new(net.Weights, gradients), net.Statistics, new(alphas.Weights, alphaGradients));
        }

        return (device.PeakBytes, [(float)result.Loss, .. result.Logits], [.. gradients.All.ToArray(), .. alphaGradients.All.ToArray(), .. net.Statistics.All.ToArray()], plan);
    }

    private static (long Peak, float[] State) Search(long? limit, bool secondOrder)
    {
        using CpuDevice device = new(2) { Limit = limit is { } bytes ? new(bytes) : null };
        using DartsSearch search = new(
            device, supernet, new(1, new ConstantSchedule(0.05f), secondOrder, HoldBranches: true), new Images(), new Images(), new Rng(5));

        for (int step = 0; step < 2; step++)
        {
            _ = search.Step(step);
        }

        return (device.PeakBytes, [.. search.State.SelectMany(vector => vector.Vector.All.ToArray())]);
    }

    /// <summary>A device under a limit whose rehearsals find no memory in the system.</summary>
    private sealed class Refusing : Device
    {
        private readonly ShapeOnlyDevice memory = new();

        public override string Name => "refusing";

        public override long BytesInUse => 0;

        public override long PeakBytes => 0;

        public override MemoryLimit? Limit { get; set; } = new(1_000_000);

        public override Kernels.Devices.Buffer Allocate(int length) => memory.Allocate(length);

        public override Device Rehearsal() => throw new DeviceMemoryException("the system gives no more");

        public override void Run<TOperation>(in TOperation operation)
        {
        }

        public override void Dispose() => memory.Dispose();
    }

    private sealed class Images : IBatchSource
    {
        public int Classes => 10;

        public int Channels => 3;

        public int Height => 15;

        public int Width => 13;

        public int ImagesPerEpoch => 12;

        public int StepsPerEpoch => 3;

        public ImageBatch At(long step)
        {
            Rng rng = new Rng(3).At(step);
            return new([.. Enumerable.Range(0, 4 * 3 * 15 * 13).Select(i => rng.Uniform(i) - 0.5f)], [0, 3, 9, 4], 3, 15, 13);
        }
    }
}
