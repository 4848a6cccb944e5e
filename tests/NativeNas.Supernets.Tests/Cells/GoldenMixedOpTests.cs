using System.Text.RegularExpressions;
using NativeNas.Autodiff;
using NativeNas.Autodiff.Ops;
using NativeNas.Data.Npy;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Initializers;
using NativeNas.Nn.Modules;
using NativeNas.Supernets.Cells;
using NativeNas.Supernets.Genotypes;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Supernets.Tests.Cells;

/// <summary>An edge of a supernet against float64 numbers of an independent implementation, as one op and layer by layer.</summary>
public partial class GoldenMixedOpTests
{
    [Theory]
    [OnEveryDevice("mixed_op_s1", 1, true)]
    [OnEveryDevice("mixed_op_s1", 1, false)]
    [OnEveryDevice("mixed_op_s2", 2, true)]
    [OnEveryDevice("mixed_op_s2", 2, false)]
    public void Outputs_and_gradients(string name, int stride, bool fusion, Device device)
    {
        string folder = DataFolder.Find("golden", name);
        NpyArray images = Read(folder, "x"), dy = Read(folder, "dy");
        using Model<Edge> model = new(device, new(images.Shape[1], stride), new Rng(1));
        using WeightBuffer gradients = new(device, model.Weights.Layout);

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            model.Weights[slot].Write(Read(folder, $"param.{Golden(slot.Path)}").ToFloats());
        }

        using Tape tape = new Tape(device, fusion: fusion).Reading(model.Weights, gradients).Reading(model.Statistics);
        Var x = tape.Watch(Load(device, images)), y = model.Root.Forward(x);
        Gradcheck.Close(Read(folder, "y").ToDoubles(), Double(y.Value.ToArray()), 1e-4, $"{name} y");
        tape.Backward(y, Load(device, dy));
        Gradcheck.Close(Read(folder, "dx").ToDoubles(), Double(tape.GradientOf(x)!.ToArray()), 1e-4, $"{name} dx");

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            Gradcheck.Close(Read(folder, $"grad.{Golden(slot.Path)}").ToDoubles(), Double(gradients[slot].ToArray()), 2e-4, $"{name} {slot.Path}");
        }
    }

    /// <summary>Our paths in the words of the other implementation.</summary>
    private static string Golden(string path) => Candidate().Replace(path, match =>
        $"ops.{(int)CellOperations.Find(match.Groups[1].Value)!.Value}.").Replace(".body.", ".");

    private static NpyArray Read(string folder, string name) => NpyFile.Read(Path.Combine(folder, $"{name}.npy"));

    private static Tensor Load(Device device, NpyArray array) =>
        Tensor.From(device, new(array.Shape[0], array.Shape[1], array.Shape[2], array.Shape[3]), array.ToFloats());

    private static double[] Double(float[] values) => [.. values.Select(v => (double)v)];

    [GeneratedRegex(@"^ops\.(\w+)\.")]
    private static partial Regex Candidate();

    private sealed class Edge : Layer
    {
        private readonly MixedOp mixture;
        private readonly Parameter alpha;

        public Edge(int channels, int stride)
        {
            mixture = Add("ops", new MixedOp(0, channels, stride));
            alpha = Declare("alpha", new(1, CellOperations.All.Count), new Constant(0));
        }

        public override Var Forward(Var x) => mixture.Forward(x, alpha.On(x.Tape).Apply(new ToBlocked()).Apply(new Softmax()));
    }
}
