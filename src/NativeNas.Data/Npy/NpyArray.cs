using NativeNas.Kernels;

namespace NativeNas.Data.Npy;

/// <summary>An array of a .npy file in C order: float, double, int, long or byte values.</summary>
public sealed class NpyArray
{
    /// <param name="values">A one-dimensional array; its element type is the type in the file.</param>
    public NpyArray(int[] shape, Array values)
    {
        Require.That(NpyType.Of(values) is not null, $"A .npy array holds float, double, int, long or byte; got {values.GetType().Name}.");
        long count = shape.Aggregate(1L, static (product, extent) => product * extent);
        Require.That(values.LongLength == count, $"Shape [{string.Join(", ", shape)}] has {count} values; got {values.LongLength}.");
        (Shape, Values) = (shape, values);
    }

    public IReadOnlyList<int> Shape { get; }

    public Array Values { get; }

    public float[] ToFloats() => Values switch
    {
        float[] values => values,
        double[] values => Array.ConvertAll(values, static value => (float)value),
        int[] values => Array.ConvertAll(values, static value => (float)value),
        long[] values => Array.ConvertAll(values, static value => (float)value),
        _ => Array.ConvertAll((byte[])Values, static value => (float)value),
    };

    public double[] ToDoubles() => Values is double[] doubles ? doubles : Array.ConvertAll(ToFloats(), static value => (double)value);

    /// <exception cref="OverflowException">A value is no int.</exception>
    public int[] ToInts() => Values switch
    {
        int[] values => values,
        long[] values => Array.ConvertAll(values, static value => checked((int)value)),
        byte[] values => Array.ConvertAll(values, static value => (int)value),
        _ => Array.ConvertAll(ToDoubles(), static value => checked((int)value)),
    };
}
