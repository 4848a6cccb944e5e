using System.Security.Cryptography;
using System.Runtime.InteropServices;
using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Bits;

/// <summary>One input of a case: uniform of [−2, 2) where nothing else is said.</summary>
public sealed record CaseInput(Shape Shape, Layout Layout = Layout.Blocked, Func<Rng, int, float>? Fill = null, bool Wanted = true)
{
    public static implicit operator CaseInput(Shape shape) => new(shape);
}

/// <summary>An op on small inputs, forward and backward.</summary>
public sealed record Case(Op Op, params CaseInput[] Inputs)
{
    /// <summary>SHA-256 of the bytes of every output and every gradient.</summary>
    public string Run(Device device)
    {
        Rng rng = new Rng(2).At("bits");
        Tensor[] inputs = [.. Inputs.Select((input, i) => Draw(device, input, rng.At(i)))];
        Signature signature = Op.Infer([.. Inputs.Select(input => input.Shape)]);
        Tensor[] outputs = Empty(device, signature.Outputs), saved = Empty(device, signature.Saved);
        Op.Forward(new(device, inputs, outputs, saved));
        Tensor[] dys = [.. outputs.Select((y, i) => Draw(device, new(y.Shape, y.Layout), rng.At("dy").At(i)))];
        bool[] wanted = [.. Inputs.Select(input => input.Wanted)];
        Tensor[] gradients = Empty(device, [.. Inputs.Select(input => new Slot(input.Shape, input.Layout))]);
        Reads reads = Op.Reads(wanted);
        Op.Backward(new(
            device,
            [.. Inputs.Select(input => input.Shape)],
            [.. inputs.Select((x, i) => reads.Input(i) ? x : null)],
            [.. outputs.Select((y, i) => reads.Output(i) ? y : null)],
            reads.Saved ? saved : new Tensor?[saved.Length],
            dys,
            [.. gradients.Select((g, i) => wanted[i] ? new Gradient(g, false) : (Gradient?)null)]));
        return Digest([.. outputs, .. gradients.Where((_, i) => wanted[i])]);
    }

    public override string ToString() => $"{Op} {string.Join(" ", Inputs.Select(input => input.Shape))}";

    internal static string Digest(IEnumerable<Tensor> tensors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        foreach (Tensor tensor in tensors)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Data.ToArray().AsSpan()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    internal static Tensor Draw(Device device, CaseInput input, Rng rng) =>
        Tensor.From(device, input.Shape, [.. Enumerable.Range(0, input.Shape.Length).Select(i => input.Fill?.Invoke(rng, i) ?? ((4 * rng.Uniform(i)) - 2))], input.Layout);

    private static Tensor[] Empty(Device device, Slot[] slots) => [.. slots.Select(slot =>
    {
        Tensor tensor = Tensor.Allocate(device, slot.Shape, slot.Layout);
        device.Run(new Fill(tensor.Data, float.NaN));
        return tensor;
    })];
}
