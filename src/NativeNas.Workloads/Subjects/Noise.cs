using NativeNas.Kernels.Random;
using NativeNas.Tensors;

namespace NativeNas.Workloads.Subjects;

/// <summary>Standard normal numbers of a stream, the first images of a batch the same for every batch size.</summary>
public static class Noise
{
    public static float[] Of(Shape shape, Rng rng)
    {
        float[] values = new float[shape.Length];

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = rng.Normal(i);
        }

        return values;
    }
}
