using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.TestKit;

/// <summary>An op forward and backward over random inputs, with memory that starts as NaN: everything that it leaves behind, padding included.</summary>
public static class OpRun
{
    public static (string Name, Tensor Tensor)[] On(Device device, Op op, CheckedInput[] inputs, ulong seed = 7)
    {
        Rng rng = new Rng(seed).At("same bits");
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
            .. outputs.Select((t, i) => ($"output {i}", t)),
            .. saved.Select((t, i) => ($"saved value {i}", t)),
            .. gradients.Index().Where(g => g.Item is not null).Select(g => ($"gradient {g.Index}", g.Item!.Value.Tensor)),
        ];
    }

    private static Tensor[] Undefined(Device device, Slot[] slots) => [.. slots.Select(slot =>
    {
        Tensor tensor = Tensor.Allocate(device, slot.Shape, slot.Layout);
        device.Run(new Fill(tensor.Data, float.NaN));
        return tensor;
    })];
}
