using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Workloads.Subjects;

/// <summary>Standard normal numbers of a stream, the first images of a batch the same for every batch size.</summary>
public static class Noise
{
    /// <summary>A tensor of them; of undefined content where the device holds none.</summary>
    public static Tensor On(Device device, Shape shape, Layout layout, Rng rng) =>
        device is ShapeOnlyDevice ? Tensor.Allocate(device, shape, layout) : Tensor.From(device, shape, Of(shape, rng), layout);

    public static float[] Of(Shape shape, Rng rng)
    {
        const int piece = 1 << 16;
        float[] values = new float[shape.Length];
        Parallel.For(0, (values.Length + piece - 1) / piece, at =>
        {
            for (int i = at * piece; i < Math.Min(values.Length, (at + 1) * piece); i++)
            {
                values[i] = rng.Normal(i);
            }
        });
        return values;
    }
}
