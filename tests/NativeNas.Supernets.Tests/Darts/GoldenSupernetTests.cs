using System.Text.RegularExpressions;
using NativeNas.Autodiff;
using NativeNas.Data.Npy;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Nn.Optimizers;
using NativeNas.Nn.Passes;
using NativeNas.Supernets.Bilevel;
using NativeNas.Supernets.Darts;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors.Batches;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Darts;

/// <summary>
/// A supernet of 3 cells and 4 channels against float64 numbers of an independent implementation: losses and plain
/// gradients to 10⁻⁴, the exact hypergradient to 10⁻³.
/// </summary>
public partial class GoldenSupernetTests
{
    private const float Decay = 3e-4f, Rate = 0.025f;

    [Theory]
    [OnEveryDevice("train")]
    [OnEveryDevice("val")]
    public void Loss_and_gradients(string split, Device device)
    {
        using Supernet supernet = new(device);
        using WeightBuffer weights = new(device, supernet.Net.Weights.Layout), alphas = new(device, supernet.Alphas.Weights.Layout);
        PassResult result = supernet.Passes.Run(
            supernet.Batch(split), TapeMode.Training, default, new(supernet.Net.Weights, weights), supernet.Net.Statistics, new(supernet.Alphas.Weights, alphas));
        Gradcheck.Close(supernet.Read($"loss.{split}"), [result.Loss], 1e-4, "loss");

        // One scale for all weights: gradients that cancel to nothing have no digits of their own.
        double largest = weights.Layout.Slots.Max(slot => supernet.Read($"grad.{split}.{Golden(slot.Path)}").Max(Math.Abs));

        foreach (WeightSlot slot in weights.Layout.Slots)
        {
            double[] expected = supernet.Read($"grad.{split}.{Golden(slot.Path)}");
            double[] actual = [.. weights[slot].ToArray().Select(v => (double)v)];
            double error = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(error <= 1e-4 * Math.Max(expected.Max(Math.Abs), 1e-2 * largest), $"{slot.Path}: error {error:E2}, largest {expected.Max(Math.Abs):E2} of {largest:E2}");
        }

        Gradcheck.Close(supernet.Read($"grad.{split}.normal"), Double(alphas["normal"].ToArray()), 1e-4, "normal α");
        Gradcheck.Close(supernet.Read($"grad.{split}.reduce"), Double(alphas["reduction"].ToArray()), 1e-4, "reduction α");
    }

    [Theory, OnEveryDevice]
    public void Hypergradient_of_second_order(Device device)
    {
        using Supernet supernet = new(device);
        using Sgd optimizer = new(supernet.Net.Weights, new(Momentum: 0, WeightDecay: Decay));
        float[] before = supernet.Net.Weights.All.ToArray(), statistics = supernet.Net.Statistics.All.ToArray();
        using DartsProblem problem = new(supernet.Passes, supernet.Net, supernet.Alphas, supernet.Batch("train"), supernet.Batch("val"), optimizer, default);
        float[] gradient = Hypergradient.Of(problem, Rate);
        Gradcheck.Close(supernet.Read("loss.unrolled"), [problem.Validation.Loss], 1e-4, "unrolled loss");
        WeightLayout layout = supernet.Alphas.Weights.Layout;
        Gradcheck.Close(supernet.Read("hypergrad.normal"), Double(Slice(gradient, layout["normal"])), 1e-3, "normal α");
        Gradcheck.Close(supernet.Read("hypergrad.reduce"), Double(Slice(gradient, layout["reduction"])), 1e-3, "reduction α");
        Assert.Equal(before, supernet.Net.Weights.All.ToArray());
        Assert.Equal(statistics, supernet.Net.Statistics.All.ToArray());
    }

    [Theory, OnEveryDevice]
    public void Without_held_branches_the_second_order_is_worse_than_the_first(Device device)
    {
        using Supernet supernet = new(device);
        using Sgd optimizer = new(supernet.Net.Weights, new(Momentum: 0, WeightDecay: Decay));
        using DartsProblem problem = new(
            supernet.Passes, supernet.Net, supernet.Alphas, supernet.Batch("train"), supernet.Batch("val"), optimizer, default, holdBranches: false);
        double[] exact = supernet.Read("hypergrad.normal");
        WeightSlot normal = supernet.Alphas.Weights.Layout["normal"];
        double first = Error(0), second = Error(Rate);
        Assert.True(second > 0.5 && second > 2 * first, $"Off by {first} in first order and {second} in second, of the largest element.");

        double Error(double rate) => exact.Zip(Slice(Hypergradient.Of(problem, rate), normal), (a, b) => Math.Abs(a - b)).Max() / exact.Max(Math.Abs);
    }

    private static float[] Slice(float[] values, WeightSlot slot) => values[slot.Offset..(slot.Offset + slot.Shape.Length)];

    private static double[] Double(float[] values) => [.. values.Select(v => (double)v)];

    /// <summary>Our paths in the words of the other implementation.</summary>
    private static string Golden(string path)
    {
        path = path.Replace("stem.body.", "stem.").Replace("head.linear.", "head.").Replace(".pre0.body.", ".pre0.").Replace(".pre1.body.", ".pre1.");
        return Candidate().Replace(path, match =>
            $".ops.{match.Groups[1].Value}.ops.{(int)CellOperations.Find(match.Groups[2].Value)!.Value}.").Replace(".body.", ".");
    }

    [GeneratedRegex(@"\.edges\.(\d+)\.(\w+)\.")]
    private static partial Regex Candidate();

    private sealed class Supernet : IDisposable
    {
        private readonly string folder = DataFolder.Find("golden", "supernet");

        public Supernet(Device device)
        {
            AlphaTables tables = new(4);
            Net = new(device, new(new(3, 10, Channels: 4, Cells: 3), tables), new Rng(1));
            Alphas = new(device, tables, new Rng(1));
            Passes = new(device, Net.Root);

            foreach (WeightSlot slot in Net.Weights.Layout.Slots)
            {
                Net.Weights[slot].Write([.. Read($"param.{Golden(slot.Path)}").Select(v => (float)v)]);
            }

            Alphas.Weights["normal"].Write([.. Read("param.normal").Select(v => (float)v)]);
            Alphas.Weights["reduction"].Write([.. Read("param.reduce").Select(v => (float)v)]);
        }

        public Model<DartsSupernet> Net { get; }

        public Model<AlphaTables> Alphas { get; }

        public BatchPasses Passes { get; }

        public ImageBatch Batch(string split) => new(
            [.. Read($"x.{split}").Select(v => (float)v)], NpyFile.Read(Path.Combine(folder, $"labels.{split}.npy")).ToInts(), 3, 12, 12);

        public double[] Read(string name) => NpyFile.Read(Path.Combine(folder, $"{name}.npy")).ToDoubles();

        public void Dispose()
        {
            Net.Dispose();
            Alphas.Dispose();
        }
    }
}
