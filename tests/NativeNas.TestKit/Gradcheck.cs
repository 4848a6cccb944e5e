using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using Xunit;

namespace NativeNas.TestKit;

/// <summary>One input of a checked op: its shape, its layout and where its random values lie.</summary>
/// <param name="Fill">Value of element i; null draws uniformly from [−1, 1).</param>
public sealed record CheckedInput(Shape Shape, Layout Layout = Layout.Blocked, Func<Rng, int, double>? Fill = null, bool Differentiable = true)
{
    public static implicit operator CheckedInput(Shape shape) => new(shape);

    public double[] Draw(Rng rng) => [.. Enumerable.Range(0, Shape.Length).Select(i => (double)(float)(Fill?.Invoke(rng, i) ?? (2 * rng.Uniform(i)) - 1))];
}

/// <summary>
/// Holds an op against a naive float64 reference: outputs against outputs, gradients against central differences of
/// the reference along random directions and single elements. Memory starts as NaN, padding lanes must end as zeros,
/// a gradient must add where it is told to, and each must come out the same when it is wanted alone.
/// </summary>
public static class Gradcheck
{
    private const double Step = 1e-5;

    /// <param name="reference">Outputs in logical order from inputs in logical order.</param>
    /// <param name="tolerance">Largest error over the largest magnitude of the tensor.</param>
    public static void Holds(Device device, Op op, CheckedInput[] inputs, Func<double[][], double[][]> reference, double tolerance = 1e-5, ulong seed = 1)
    {
        Rng rng = new Rng(seed).At("gradcheck");
        double[][] values = [.. inputs.Select((input, i) => input.Draw(rng.At(i)))];
        Tensor[] tensors = [.. inputs.Select((input, i) => Tensor.From(device, input.Shape, Single(values[i]), input.Layout))];
        Shape[] shapes = [.. inputs.Select(input => input.Shape)];
        Signature signature = op.Infer(shapes);
        Tensor[] outputs = Undefined(device, signature.Outputs), saved = Undefined(device, signature.Saved);
        op.Forward(new(device, tensors, outputs, saved));
        double[][] expected = reference(values);
        Assert.Equal(expected.Length, outputs.Length);

        for (int i = 0; i < outputs.Length; i++)
        {
            Close(expected[i], Double(outputs[i].ToArray()), tolerance, $"{op} output {i}");
            PaddingIsZero(outputs[i], $"{op} output {i}");
        }

        bool[] differentiable = [.. inputs.Select(input => input.Differentiable)];

        if (!differentiable.Contains(true))
        {
            return;
        }

        double[][] seeds = [.. expected.Select((y, i) => y.Select((_, j) => (double)(float)((2 * rng.At("seed").At(i).Uniform(j)) - 1)).ToArray())];
        Tensor[] dys = [.. outputs.Select((output, i) => Tensor.From(device, output.Shape, Single(seeds[i]), output.Layout))];
        Tensor?[] together = Backward(device, op, tensors, outputs, saved, dys, differentiable, tolerance);

        for (int i = 0; i < inputs.Length; i++)
        {
            if (differentiable[i])
            {
                double[] gradient = Double(together[i]!.ToArray());
                Directions(op, values, i, gradient, seeds, reference, rng.At("direction").At(i), tolerance);
                bool[] only = new bool[inputs.Length];
                only[i] = true;
                Tensor alone = Backward(device, op, tensors, outputs, saved, dys, only, tolerance)[i]!;
                Close(gradient, Double(alone.ToArray()), 1e-6, $"{op} gradient {i} wanted alone");
            }
        }
    }

    /// <summary>Largest |a − b| over the largest |a| is within tolerance; NaN never is.</summary>
    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = 1e-30, error = 0;
        int worst = 0;

        for (int i = 0; i < expected.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(expected[i]));
            double difference = Math.Abs(expected[i] - actual[i]);

            if (!(difference <= error))
            {
                (error, worst) = (difference, i);
            }
        }

        Assert.True(error <= tolerance * scale, $"{what}: element {worst} is {actual[worst]:R}, expected {expected[worst]:R}; error {error / scale:E2} of the largest magnitude {scale:R}, allowed {tolerance:E1}.");
    }

    private static Tensor?[] Backward(Device device, Op op, Tensor[] tensors, Tensor[] outputs, Tensor[] saved, Tensor[] dys, bool[] wanted, double tolerance)
    {
        Reads reads = op.Reads(wanted);
        Gradient?[] fresh = [.. tensors.Select((t, i) => wanted[i] ? new Gradient(Undefined(device, [new(t.Shape, t.Layout)])[0], false) : (Gradient?)null)];
        Run(fresh);
        double[][] once = [.. fresh.Select(g => g is { } got ? Double(got.Tensor.ToArray()) : [])];
        Run([.. fresh.Select(g => g is { } got ? got with { Accumulate = true } : (Gradient?)null)]);

        for (int i = 0; i < tensors.Length; i++)
        {
            if (fresh[i] is { } got)
            {
                Close([.. once[i].Select(v => 2 * v)], Double(got.Tensor.ToArray()), 1e-5 + tolerance, $"{op} gradient {i} added to itself");
                PaddingIsZero(got.Tensor, $"{op} gradient {i}");
                got.Tensor.Write(Single(once[i]));
            }
        }

        return [.. fresh.Select(g => g?.Tensor)];

        void Run(Gradient?[] gradients) => op.Backward(new(
            device,
            [.. tensors.Select(t => t.Shape)],
            [.. tensors.Select((t, i) => reads.Input(i) ? t : null)],
            [.. outputs.Select((t, i) => reads.Output(i) ? t : null)],
            reads.Saved ? saved : new Tensor?[saved.Length],
            dys,
            gradients));
    }

    private static void Directions(Op op, double[][] values, int input, double[] gradient, double[][] seeds, Func<double[][], double[][]> reference, Rng rng, double tolerance)
    {
        int length = values[input].Length;
        double scale = gradient.Max(Math.Abs);

        for (int d = 0; d < 8; d++)
        {
            double[] direction = new double[length];

            if (d < 3)
            {
                for (int i = 0; i < length; i++)
                {
                    direction[i] = rng.At(d).Bits(i) % 2 == 0 ? -1 : 1;
                }
            }
            else
            {
                direction[rng.Below(length, d)] = 1;
            }

            double numeric = (Along(Step) - Along(-Step)) / (2 * Step);
            double analytic = gradient.Zip(direction, (g, v) => g * v).Sum();
            double bound = Math.Max(scale, Math.Abs(numeric)) * (d < 3 ? Math.Sqrt(length) : 1);
            Assert.True(
                Math.Abs(numeric - analytic) <= (10 * tolerance * bound) + 1e-8,
                $"{op} gradient of input {input} along direction {d}: {analytic:R}, by differences {numeric:R} (largest element {scale:R}).");

            double Along(double h)
            {
                double[][] moved = [.. values];
                moved[input] = [.. values[input].Zip(direction, (x, v) => x + (h * v))];
                return reference(moved).Select((y, o) => y.Zip(seeds[o], (a, b) => a * b).Sum()).Sum();
            }
        }
    }

    private static Tensor[] Undefined(Device device, Slot[] slots) => [.. slots.Select(slot =>
    {
        Tensor tensor = Tensor.Allocate(device, slot.Shape, slot.Layout);
        device.Run(new Fill(tensor.Data, float.NaN));
        return tensor;
    })];

    private static void PaddingIsZero(Tensor tensor, string what)
    {
        if (tensor.Layout == Layout.Blocked)
        {
            float[] memory = tensor.Data.ToArray();
            int area = tensor.Shape.Area, blocks = tensor.Shape.Blocks;

            for (int i = 0; i < memory.Length; i++)
            {
                int channel = (i / (16 * area) % blocks * 16) + (i % 16);
                Assert.True(channel < tensor.Shape.C || memory[i] == 0, $"{what}: padding lane of channel {channel} of {tensor.Shape} holds {memory[i]}.");
            }
        }
    }

    private static float[] Single(double[] values) => [.. values.Select(v => (float)v)];

    private static double[] Double(float[] values) => [.. values.Select(v => (double)v)];
}
