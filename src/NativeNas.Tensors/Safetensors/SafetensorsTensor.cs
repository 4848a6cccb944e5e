using System.Runtime.InteropServices;
using NativeNas.Kernels;

namespace NativeNas.Tensors.Safetensors;

/// <summary>A named array on the host: row-major, little-endian, as it lies in the file.</summary>
public sealed class SafetensorsTensor
{
    private readonly Action<Stream>? write;

    internal SafetensorsTensor(string name, SafetensorsType type, long[] shape, byte[] bytes)
    {
        (Name, Type, Shape, Bytes, Length) = (name, type, shape, bytes, bytes.Length);
    }

    private SafetensorsTensor(string name, long[] shape, Action<Stream> write)
    {
        Require.That(ByteCount(SafetensorsType.F32, shape) >= 0, $"Tensor '{name}' has the shape [{string.Join(", ", shape)}].");
        (Name, Type, Shape, Bytes, Length) = (Named(name), SafetensorsType.F32, shape, [], ByteCount(SafetensorsType.F32, shape));
        this.write = write;
    }

    public string Name { get; }

    public SafetensorsType Type { get; }

    public IReadOnlyList<long> Shape { get; }

    internal byte[] Bytes { get; }

    /// <summary>Bytes in the file.</summary>
    internal long Length { get; }

    public static SafetensorsTensor Of(string name, long[] shape, ReadOnlySpan<float> data) =>
        From(name, SafetensorsType.F32, shape, data);

    public static SafetensorsTensor Of(string name, long[] shape, ReadOnlySpan<double> data) =>
        From(name, SafetensorsType.F64, shape, data);

    public static SafetensorsTensor Of(string name, long[] shape, ReadOnlySpan<long> data) =>
        From(name, SafetensorsType.I64, shape, data);

    public static SafetensorsTensor Of(string name, long[] shape, ReadOnlySpan<byte> data) =>
        From(name, SafetensorsType.U8, shape, data);

    /// <summary>Floats that come into being when the file is written, so that no copy of a large vector is made.</summary>
    /// <param name="write">Writes as many floats as the shape has.</param>
    public static SafetensorsTensor Written(string name, long[] shape, Action<Stream> write) => new(name, [.. shape], write);

    public float[] ToSingles() => As<float>(SafetensorsType.F32);

    public double[] ToDoubles() => As<double>(SafetensorsType.F64);

    public long[] ToIntegers() => As<long>(SafetensorsType.I64);

    public byte[] ToBytes() => As<byte>(SafetensorsType.U8);

    internal void WriteTo(Stream stream)
    {
        if (write is null)
        {
            stream.Write(Bytes);
        }
        else
        {
            write(stream);
        }
    }

    /// <summary>∏ shape × bytes an element, or −1 when a dimension is negative or the product leaves 64 bits.</summary>
    internal static long ByteCount(SafetensorsType type, ReadOnlySpan<long> shape)
    {
        Int128 count = Width(type);
        foreach (long size in shape)
        {
            count *= size;
            if (size < 0 || count > long.MaxValue)
            {
                return -1;
            }
        }

        return (long)count;
    }

    internal static int Width(SafetensorsType type) => type switch
    {
        SafetensorsType.U8 => 1,
        SafetensorsType.F32 => 4,
        _ => 8,
    };

    private static SafetensorsTensor From<T>(string name, SafetensorsType type, long[] shape, ReadOnlySpan<T> data)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(data);
        Require.That(ByteCount(type, shape) == bytes.Length, $"Tensor '{name}' of shape [{string.Join(", ", shape)}] does not hold {data.Length} numbers.");
        return new SafetensorsTensor(Named(name), type, [.. shape], bytes.ToArray());
    }

    private static string Named(string name)
    {
        Require.That(!string.IsNullOrEmpty(name) && name != SafetensorsFile.MetadataKey, $"A tensor's name is not empty and not {SafetensorsFile.MetadataKey}; got '{name}'.");
        return name;
    }

    private T[] As<T>(SafetensorsType wanted)
        where T : unmanaged
    {
        if (Type != wanted || write is not null)
        {
            throw new SafetensorsException($"Tensor '{Name}' holds {Type}{(write is null ? "" : " to be written")}; expected {wanted}.");
        }

        return MemoryMarshal.Cast<byte, T>(Bytes).ToArray();
    }
}
