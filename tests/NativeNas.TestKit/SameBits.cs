using NativeNas.Autodiff;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;
using Xunit;

namespace NativeNas.TestKit;

/// <summary>Runs an op forward and backward on two devices and compares every float, padding included, by its bits.</summary>
public static class SameBits
{
    /// <summary>The portable kernels: a channel at a time against sixteen.</summary>
    public static void OfScalarAndVector(Op op, params CheckedInput[] inputs)
    {
        using CpuScalarDevice scalar = new(2);
        using CpuDevice portable = new(2, CpuForms.Portable);
        Hold(op, scalar, portable, inputs);
    }

    /// <summary>The portable kernels against faster forms that keep their order.</summary>
    public static void OfPortableAndFast(Op op, params CheckedInput[] inputs)
    {
        using CpuDevice portable = new(2, CpuForms.Portable), fast = new(2);
        Hold(op, portable, fast, inputs);
    }

    /// <summary>One, two and three threads, with the faster forms.</summary>
    public static void ForAnyThreads(Op op, params CheckedInput[] inputs)
    {
        using CpuDevice one = new(1), two = new(2), three = new(3);
        Hold(op, one, two, inputs);
        Hold(op, one, three, inputs);
    }

    public static void Hold(Op op, Device first, Device second, CheckedInput[] inputs)
    {
        (string Name, float[] Values)[] a = Run(first, op, inputs), b = Run(second, op, inputs);

        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < a[i].Values.Length; j++)
            {
                Assert.True(
                    BitConverter.SingleToInt32Bits(a[i].Values[j]) == BitConverter.SingleToInt32Bits(b[i].Values[j]),
                    $"{op} {a[i].Name}, float {j}: {a[i].Values[j]:R} on {first.Name}, {b[i].Values[j]:R} on {second.Name}.");
            }
        }
    }

    private static (string Name, float[] Values)[] Run(Device device, Op op, CheckedInput[] inputs)
    {
        Rng rng = new Rng(7).At("same bits");
        Tensor[] tensors = [.. inputs.Select((input, i) => Tensor.From(device, input.Shape, [.. input.Draw(rng.At(i)).Select(v => (float)v)], input.Layout))];
        Signature signature = op.Infer([.. inputs.Select(input => input.Shape)]);
        Tensor[] outputs = Undefined(device, signature.Outputs), saved = Undefined(device, signature.Saved);
        op.Forward(new(device, tensors, outputs, saved));
        bool[] wanted = [.. inputs.Select(input => input.Differentiable)];
        Gradient?[] gradients = [.. inputs.Select((input, i) => wanted[i] ? new Gradient(Undefined(device, [new(input.Shape, input.Layout)])[0], false) : (Gradient?)null)];
        Reads reads = op.Reads(wanted);
        Tensor[] dys = [.. outputs.Select((y, i) => Tensor.From(
            device, y.Shape, [.. Enumerable.Range(0, y.Shape.Length).Select(j => (float)(2 * rng.At("seed").At(i).Uniform(j)) - 1)], y.Layout))];
        op.Backward(new(
            device,
            [.. tensors.Select(t => t.Shape)],
            [.. tensors.Select((t, i) => reads.Input(i) ? t : null)],
            [.. outputs.Select((t, i) => reads.Output(i) ? t : null)],
            reads.Saved ? saved : new Tensor?[saved.Length],
            dys,
            gradients));
        return
        [
            .. outputs.Select((t, i) => ($"output {i}", t.Data.ToArray())),
            .. saved.Select((t, i) => ($"saved value {i}", t.Data.ToArray())),
            .. gradients.Select((g, i) => ($"gradient {i}", g?.Data.ToArray() ?? [])),
        ];
    }

    private static Tensor[] Undefined(Device device, Slot[] slots) => [.. slots.Select(slot =>
    {
        Tensor tensor = Tensor.Allocate(device, slot.Shape, slot.Layout);
        device.Run(new Fill(tensor.Data, float.NaN));
        return tensor;
    })];
}
