using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Zoo.Tests;

/// <summary>Blocks as one op against the same blocks layer by layer: outputs, every gradient, running statistics.</summary>
public class FusedBlockTests
{
    [Theory]
    [OnEveryDevice(24, 3, 1, 33, 31)]
    [OnEveryDevice(16, 5, 2, 17, 20)]
    [OnEveryDevice(40, 3, 2, 9, 7)]
    public void Separable_convolutions(int channels, int kernel, int stride, int height, int width, Device device)
    {
        Shape x = new(3, channels, height, width);
        Agree(device, SeparableConv.Twice(channels, kernel, stride), x);
        Agree(device, SeparableConv.Dilated(channels, kernel, stride), x);
        Agree(device, SeparableConv.Dilated(channels, kernel, stride), new(1, channels, height, width));
    }

    [Theory, OnEveryDevice]
    public void Images_that_no_cache_holds(Device device) => Agree(device, SeparableConv.Dilated(16, 3, 1), new(1, 16, 130, 131));

    private static void Agree(Device device, Layer layer, Shape shape)
    {
        using Model<Layer> model = new(device, layer, new Rng(1));
        Rng rng = new(8);

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            model.Weights[slot].Write([.. Enumerable.Range(0, slot.Shape.Length).Select(i => rng.At(slot.Path).Normal(i))]);
        }

        float[] before = model.Statistics.All.ToArray();
        (string Name, double[] Values)[] fused = Pass(model, shape, true);
        model.Statistics.All.Write(before);

        foreach ((string name, double[] expected) in Pass(model, shape, false))
        {
            Gradcheck.Close(expected, fused.Single(result => result.Name == name).Values, 1e-4, $"{name} of {shape}");
        }
    }

    private static (string Name, double[] Values)[] Pass(Model<Layer> model, Shape shape, bool fusion)
    {
        using WeightBuffer gradients = new(model.Device, model.Weights.Layout);
        using Tape tape = new Tape(model.Device, fusion: fusion).Reading(model.Weights, gradients).Reading(model.Statistics);
        Tensor image = Draw(model.Device, shape, "x");
        Var x = tape.Watch(image), y = model.Root.Forward(x);
        Tensor dy = Draw(model.Device, y.Shape, "dy");
        double[] output = Double(y.Value.ToArray());
        tape.Backward(y, dy);
        (string, double[])[] results =
        [
            ("y", output),
            ("dx", Double(tape.GradientOf(x)!.ToArray())),
            ("statistics", Double(model.Statistics.All.ToArray())),
            .. gradients.Layout.Slots.Select(slot => (slot.Path, Double(gradients[slot].ToArray()))),
        ];
        image.Data.Buffer.Dispose();
        dy.Data.Buffer.Dispose();
        return results;
    }

    private static Tensor Draw(Device device, Shape shape, string name) =>
        Tensor.From(device, shape, [.. Enumerable.Range(0, shape.Length).Select(i => new Rng(9).At(name).Normal(i))]);

    private static double[] Double(float[] values) => [.. values.Select(v => (double)v)];
}
