using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;
using NativeNas.Zoo.Blocks;

namespace NativeNas.Zoo.Tests;

/// <summary>The fused block and its composition give the same outputs, gradients and running statistics.</summary>
public class MBConvFusionTests
{
    private static readonly MBConvSettings[] blocks =
    [
        new(8, 8, 1, [3]),
        new(8, 24, 6, [5], 2, 2),
        new(24, 40, 6, [3], 1, 6),
        new(40, 40, 6, [5], 1, 10),
        new(40, 40, 6, [3, 5, 7], 1, 20),
        new(40, 24, 1, [3, 9], 2, 17),
        new(48, 48, 3, [7]),
    ];

    [Theory]
    [OnEveryDevice(4, 9, 7)]
    [OnEveryDevice(2, 14, 15)]
    [OnEveryDevice(1, 33, 34)]
    public void Fused_and_apart_agree(int images, int height, int width, Device device)
    {
        foreach (MBConvSettings settings in height > 16 ? blocks[1..4] : blocks)
        {
            foreach (TapeMode mode in Enum.GetValues<TapeMode>())
            {
                foreach (bool gradients in new[] { true, false })
                {
                    Shape shape = new(images, settings.Inputs, height, width);
                    Dictionary<string, double[]> apart = Run(device, settings, shape, mode, gradients, fusion: false);

                    foreach ((string name, double[] values) in Run(device, settings, shape, mode, gradients, fusion: true))
                    {
                        Gradcheck.Close(apart[name], values, 1e-4, $"{settings} {mode} {name}");
                    }
                }
            }
        }
    }

    private static Dictionary<string, double[]> Run(Device device, MBConvSettings settings, Shape shape, TapeMode mode, bool backward, bool fusion)
    {
        using Model<MBConv> model = new(device, new MBConv(settings), new Rng(4));
        using WeightBuffer gradients = new(device, model.Weights.Layout);
        Rng rng = new(8);

        foreach (WeightSlot slot in model.Statistics.Layout.Slots)
        {
            model.Statistics[slot].Write([.. Draw(rng.At(slot.Path), slot.Shape).Select(v => v + 1.2f)]);
        }

        foreach (WeightSlot slot in model.Weights.Layout.Slots.Where(slot => slot.Shape.C == 1 && slot.Shape.Area == 1))
        {
            model.Weights[slot].Write(Draw(rng.At(slot.Path), slot.Shape));
        }

        Tensor image = Tensor.From(device, shape, Draw(rng.At("x"), shape));
        using Tape tape = new Tape(device, mode, fusion: fusion).Reading(model.Weights, backward ? gradients : null).Reading(model.Statistics);
        Var x = backward ? tape.Watch(image) : tape.Constant(image), y = model.Root.Forward(x);
        Dictionary<string, double[]> results = new() { ["y"] = Double(y.Value) };
        Tensor seed = Tensor.From(device, y.Shape, Draw(rng.At("seed"), y.Shape));

        if (backward)
        {
            tape.Backward(y, seed);
            results["dx"] = Double(tape.GradientOf(x)!);

            foreach (WeightSlot slot in gradients.Layout.Slots)
            {
                results[$"d {slot.Path}"] = Double(gradients[slot]);
            }
        }

        foreach (WeightSlot slot in model.Statistics.Layout.Slots)
        {
            results[slot.Path] = Double(model.Statistics[slot]);
        }

        image.Data.Buffer.Dispose();
        seed.Data.Buffer.Dispose();
        return results;
    }

    private static float[] Draw(Rng rng, Shape shape) => [.. Enumerable.Range(0, shape.Length).Select(i => (2 * rng.Uniform(i)) - 1)];

    private static double[] Double(Tensor tensor) => [.. tensor.ToArray().Select(v => (double)v)];
}
