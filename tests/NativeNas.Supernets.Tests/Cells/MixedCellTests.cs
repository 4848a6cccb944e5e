using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Cells;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Cells;

public class MixedCellTests
{
    /// <summary>Of five nodes, more edges read the first states than one op has places for.</summary>
    [Theory]
    [OnEveryDevice(false, 8, 5)]
    [OnEveryDevice(true, 8, 5)]
    [OnEveryDevice(false, 24, 3)]
    [OnEveryDevice(true, 20, 2)]
    public void Ops_for_all_edges_of_a_state_are_what_the_layers_of_each_are(bool reduction, int channels, int nodes, Device device)
    {
        CellPlace place = new(reduction, BeforePrevious: 6, Previous: 10, channels, AfterReduction: false);
        double[][] fused = Pass(device, place, nodes, fusion: true), composed = Pass(device, place, nodes, fusion: false);

        for (int i = 0; i < fused.Length; i++)
        {
            Gradcheck.Close(composed[i], fused[i], 1e-3, $"value {i}");
        }
    }

    /// <summary>The cell's output, then the gradients of its inputs, of the mixture and of all weights, and the running statistics.</summary>
    private static double[][] Pass(Device device, CellPlace place, int nodes, bool fusion)
    {
        using Model<MixedCell> model = new(device, new(place, nodes), new Rng(1));
        using WeightBuffer gradients = new(device, model.Weights.Layout);
        using Tape tape = new Tape(device, fusion: fusion).Reading(model.Weights, gradients).Reading(model.Statistics);
        Var older = tape.Watch(Random(device, new(4, place.BeforePrevious, 9, 7))), newer = tape.Watch(Random(device, new(4, place.Previous, 9, 7)));
        Var p = tape.Watch(Random(device, new(MixedCell.Edges(nodes).Count(), 8)));
        Var y = model.Root.Forward(older, newer, p);
        double[] output = Double(y.Value);
        tape.Backward(y, Random(device, y.Shape));
        return [output, .. new[] { older, newer, p }.Select(var => Double(tape.GradientOf(var)!)), [.. gradients.All.ToArray().Select(v => (double)v)], [.. model.Statistics.All.ToArray().Select(v => (double)v)]];
    }

    private static Tensor Random(Device device, Shape shape)
    {
        Rng rng = new Rng(2).At(shape.C);
        return Tensor.From(device, shape, [.. Enumerable.Range(0, shape.Length).Select(i => (2 * rng.Uniform(i)) - 1)]);
    }

    private static double[] Double(Tensor tensor) => [.. tensor.ToArray().Select(v => (double)v)];
}
