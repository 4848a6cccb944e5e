namespace NativeNas.Kernels.Devices;

/// <summary>A run of floats in a buffer. Offsets are multiples of 16, so that blocks stay aligned.</summary>
public readonly record struct Region(Buffer Buffer, int Offset, int Length)
{
    public Device Device => Buffer.Device;

    /// <summary>What follows its first floats.</summary>
    public Region From(int floats) => this with { Offset = Offset + floats, Length = Length - floats };

    public void Write(ReadOnlySpan<float> source)
    {
        Require.That(source.Length == Length, $"A region of {Length} floats was written with {source.Length}.");
        Buffer.Write(Offset, source);
    }

    public void Read(Span<float> destination)
    {
        Require.That(destination.Length == Length, $"A region of {Length} floats was read into {destination.Length}.");
        Buffer.Read(Offset, destination);
    }

    public float[] ToArray()
    {
        float[] values = new float[Length];
        Read(values);
        return values;
    }
}
