using NativeNas.Kernels;
using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Layouts;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Tensors;

/// <summary>A shaped run of floats on a device. It borrows its memory: a tape, a weight buffer or the caller owns it.</summary>
public sealed record Tensor(Region Data, Shape Shape, Layout Layout)
{
    public Device Device => Data.Device;

    /// <summary>Floats that a shape takes in a layout, rounded up to a block.</summary>
    public static int LengthOf(Shape shape, Layout layout) =>
        layout == Layout.Blocked ? shape.BlockedLength : (shape.Length + 15) & ~15;

    /// <summary>New memory of undefined content; the caller disposes <c>Data.Buffer</c>.</summary>
    public static Tensor Allocate(Device device, Shape shape, Layout layout = Layout.Blocked)
    {
        Buffer buffer = device.Allocate(LengthOf(shape, layout));
        return new(buffer.All with { Length = LengthOf(shape, layout) }, shape, layout);
    }

    /// <summary>New memory that holds values given in logical order.</summary>
    public static Tensor From(Device device, Shape shape, ReadOnlySpan<float> values, Layout layout = Layout.Blocked)
    {
        Require.That(values.Length == shape.Length, $"A tensor {shape} holds {shape.Length} values; got {values.Length}.");
        Tensor tensor = Allocate(device, shape, layout);
        tensor.Write(values);
        return tensor;
    }

    /// <summary>Overwrites the tensor with values in logical order.</summary>
    public void Write(ReadOnlySpan<float> values)
    {
        Require.That(values.Length == Shape.Length, $"A tensor {Shape} holds {Shape.Length} values; got {values.Length}.");

        if (Layout == Layout.Planes && values.Length == Data.Length)
        {
            Data.Write(values);
            return;
        }

        float[] memory = new float[Data.Length];

        if (Layout == Layout.Blocked)
        {
            BlockedOrder.FromPlanes(values, memory, Shape.N, Shape.C, Shape.Area);
        }
        else
        {
            values.CopyTo(memory);
        }

        Data.Write(memory);
    }

    /// <summary>The values in logical order.</summary>
    public float[] ToArray()
    {
        float[] memory = Data.ToArray();

        if (Layout == Layout.Planes)
        {
            return memory.Length == Shape.Length ? memory : memory[..Shape.Length];
        }

        float[] values = new float[Shape.Length];
        BlockedOrder.ToPlanes(memory, values, Shape.N, Shape.C, Shape.Area);
        return values;
    }
}
