using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Tensors.Weights;
using NativeNas.TestKit;

namespace NativeNas.Zoo.Tests;

/// <summary>Holds a layer against a float64 reference put together by hand: the output, and every gradient by central differences of the reference.</summary>
internal static class ComposedLayer
{
    private const double Step = 1e-5;

    /// <param name="reference">y from values by name: "x" and the path of each weight.</param>
    public static void Holds(Device device, Layer layer, Shape shape, Func<Dictionary<string, double[]>, double[]> reference, double tolerance = 1e-4)
    {
        using Model<Layer> model = new(device, layer, new Rng(1));
        using WeightBuffer gradients = new(device, model.Weights.Layout);
        Rng rng = new(6);
        Dictionary<string, double[]> values = new() { ["x"] = AwayFromZero(rng.At("x"), shape.Length) };

        foreach (WeightSlot slot in model.Weights.Layout.Slots)
        {
            values[slot.Path] = AwayFromZero(rng.At(slot.Path), slot.Shape.Length);
            model.Weights[slot].Write(Single(values[slot.Path]));
        }

        using Tape tape = new Tape(device).Reading(model.Weights, gradients).Reading(model.Statistics);
        Tensor image = Tensor.From(device, shape, Single(values["x"]));
        Var x = tape.Watch(image), y = layer.Forward(x);
        Gradcheck.Close(reference(values), Double(y.Value), tolerance, "y");
        double[] seed = AwayFromZero(rng.At("seed"), y.Shape.Length);
        Tensor dy = Tensor.From(device, y.Shape, Single(seed));
        tape.Backward(y, dy);

        foreach (string name in values.Keys)
        {
            double[] gradient = Double(name == "x" ? tape.GradientOf(x)! : gradients[name]);

            for (int d = 0; d < 4; d++)
            {
                double[] direction = [.. gradient.Select((_, i) => rng.At("direction").At(name).At(d).Bits(i) % 2 == 0 ? -1.0 : 1.0)];
                double numeric = (Along(Step) - Along(-Step)) / (2 * Step), analytic = gradient.Zip(direction, (g, v) => g * v).Sum();
                double scale = gradient.Max(Math.Abs) * Math.Sqrt(gradient.Length);
                Assert.True(Math.Abs(numeric - analytic) <= 10 * tolerance * scale, $"{name}: {analytic:R}, by differences {numeric:R}.");

                double Along(double amount)
                {
                    Dictionary<string, double[]> moved = new(values) { [name] = [.. values[name].Zip(direction, (v, h) => v + (amount * h))] };
                    return reference(moved).Zip(seed, (a, b) => a * b).Sum();
                }
            }
        }

        image.Data.Buffer.Dispose();
        dy.Data.Buffer.Dispose();
    }

    /// <summary>±[0.1, 1): no kink lies within a step of the differences.</summary>
    private static double[] AwayFromZero(Rng rng, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (double)(float)((rng.At("sign").Bits(i) % 2 == 0 ? -1 : 1) * (0.1 + (0.9 * rng.Uniform(i)))))];

    private static float[] Single(double[] values) => [.. values.Select(v => (float)v)];

    private static double[] Double(Tensor tensor) => [.. tensor.ToArray().Select(v => (double)v)];
}
