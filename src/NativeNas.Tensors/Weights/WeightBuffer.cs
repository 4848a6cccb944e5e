using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Elementwise;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Tensors.Weights;

/// <summary>
/// All weights of a model (or their gradients, moments, averages) in one flat buffer, so that steps, norms,
/// perturbations and hashes are operations over one vector.
/// </summary>
public sealed class WeightBuffer : IDisposable
{
    /// <summary>Floats that are read at once.</summary>
    private const int Part = 1 << 14;

    private readonly Buffer buffer;

    /// <summary>A zero vector.</summary>
    public WeightBuffer(Device device, WeightLayout layout)
    {
        Layout = layout;
        buffer = device.Allocate(Math.Max(16, layout.Length));
        Clear();
    }

    public WeightLayout Layout { get; }

    public Device Device => buffer.Device;

    /// <summary>The whole vector, padding included (zeros).</summary>
    public Region All => new(buffer, 0, Math.Max(16, Layout.Length));

    public Tensor this[WeightSlot slot]
    {
        get
        {
            Require.That(ReferenceEquals(slot.Layout, Layout), $"The weight '{slot.Path}' belongs to another layout.");
            return new(new(buffer, slot.Offset, slot.Length), slot.Shape, Tensors.Layout.Planes);
        }
    }

    public Tensor this[string path] => this[Layout[path]];

    public void Clear() => Device.Run(new Fill(All, 0f));

    public WeightBuffer Copy()
    {
        WeightBuffer copy = new(Device, Layout);
        copy.CopyFrom(this);
        return copy;
    }

    public void CopyFrom(WeightBuffer other) => Device.Run(new Copy(Same(other).All, All));

    /// <summary>this ← scale·this + factor·other.</summary>
    public void Add(float factor, WeightBuffer other, float scale = 1f) =>
        Device.Run(new Combine(factor, Same(other).All, scale, All, All));

    /// <summary>SHA-256 over the bits of every float in the layout's order.</summary>
    public void AppendTo(IncrementalHash hash) => Read(bytes => hash.AppendData(bytes));

    /// <summary>The bits of every float, part after part, without a copy of the whole.</summary>
    public void WriteTo(Stream stream) => Read(stream.Write);

    public void Dispose() => buffer.Dispose();

    private void Read(Action<ReadOnlySpan<byte>> read)
    {
        float[] part = new float[Math.Min(Part, All.Length)];

        for (int start = 0; start < All.Length; start += part.Length)
        {
            Span<float> cells = part.AsSpan(0, Math.Min(part.Length, All.Length - start));
            buffer.Read(start, cells);
            read(MemoryMarshal.AsBytes(cells));
        }
    }

    private WeightBuffer Same(WeightBuffer other)
    {
        Require.That(ReferenceEquals(other.Layout, Layout), $"Two weight vectors of different layouts ({Layout.Length} and {other.Layout.Length} floats) were combined.");
        return other;
    }
}
