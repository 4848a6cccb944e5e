using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using NativeNas.Kernels;

namespace NativeNas.Tensors.Safetensors;

/// <summary>
/// The safetensors format: header length (8 bytes, little-endian), JSON header, raw data.
/// Source: huggingface/safetensors, "Format". Same tensors and metadata, same bytes.
/// </summary>
public sealed class SafetensorsFile
{
    internal const string MetadataKey = "__metadata__";

    /// <summary>The limit that the format's own reader sets.</summary>
    private const long LongestHeader = 100_000_000;

    private const int Alignment = 8;

    private readonly Dictionary<string, SafetensorsTensor> byName;

    private SafetensorsFile(List<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        (Tensors, Metadata) = (tensors, metadata);
        byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>In the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <exception cref="SafetensorsException">No tensor has this name.</exception>
    public SafetensorsTensor this[string name] => TryGet(name, out SafetensorsTensor? tensor)
        ? tensor
        : throw new SafetensorsException($"There is no tensor '{name}' among the {Tensors.Count} of this file.");

    public bool TryGet(string name, [NotNullWhen(true)] out SafetensorsTensor? tensor) => byName.TryGetValue(name, out tensor);

    public static void Write(
        Stream stream,
        IEnumerable<(string Name, long[] Shape, ReadOnlyMemory<float> Data)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null) =>
        Write(stream, tensors.Select(t => SafetensorsTensor.Of(t.Name, t.Shape, t.Data.Span)), metadata);

    /// <summary>Data in the order given; metadata sorted by key; the header padded with spaces so that data starts on 8 bytes.</summary>
    public static void Write(
        Stream stream,
        IEnumerable<SafetensorsTensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        List<SafetensorsTensor> list = [.. tensors];
        byte[] header = Header(list, metadata);
        int padded = (header.Length + Alignment - 1) / Alignment * Alignment;
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)padded);
        stream.Write(length);
        stream.Write(header);
        stream.Write("        "u8[..(padded - header.Length)]);
        foreach (SafetensorsTensor tensor in list)
        {
            tensor.WriteTo(stream);
        }
    }

    public static SafetensorsFile Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads to the end of the stream, which must be the end of the last tensor.</summary>
    /// <param name="stream">At the first byte of the header length.</param>
    /// <param name="source">What errors call the stream.</param>
    /// <exception cref="SafetensorsException">Truncated, too long, or a header that does not describe the data.</exception>
    public static SafetensorsFile Read(Stream stream, string source = "safetensors stream")
    {
        byte[] lengthBytes = Exactly(stream, sizeof(ulong), source, "the header length");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length is < 2 or > LongestHeader)
        {
            throw new SafetensorsException($"{source}: a header of {length} bytes; expected 2 to {LongestHeader}. Is it a safetensors file?");
        }

        SafetensorsHeader header = SafetensorsHeader.Parse(Exactly(stream, (long)length, source, "the header"), source);
        List<SafetensorsTensor> tensors = [];
        foreach (SafetensorsHeader.Entry entry in header.Entries)
        {
            byte[] bytes = Exactly(stream, entry.End - entry.Begin, source, $"tensor '{entry.Name}'");
            tensors.Add(new SafetensorsTensor(entry.Name, entry.Type, entry.Shape, bytes));
        }

        if (stream.ReadByte() >= 0)
        {
            throw new SafetensorsException($"{source}: bytes follow the last tensor.");
        }

        return new SafetensorsFile(tensors, header.Metadata);
    }

    private static byte[] Header(List<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataKey);
                foreach (KeyValuePair<string, string> pair in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(pair.Key, pair.Value);
                }

                json.WriteEndObject();
            }

            HashSet<string> names = new(StringComparer.Ordinal);
            long offset = 0;
            foreach (SafetensorsTensor tensor in tensors)
            {
                Require.That(names.Add(tensor.Name), $"Tensor names differ; '{tensor.Name}' came twice.");
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", tensor.Type.ToString());
                WriteIntegers(json, "shape", tensor.Shape);
                WriteIntegers(json, "data_offsets", [offset, offset + tensor.Length]);
                json.WriteEndObject();
                offset += tensor.Length;
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteIntegers(Utf8JsonWriter json, string name, IReadOnlyList<long> values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    /// <summary>A lying length must not allocate more than the stream holds, so a stream that knows its length is asked first.</summary>
    private static byte[] Exactly(Stream stream, long count, string source, string what)
    {
        long left = stream.CanSeek ? stream.Length - stream.Position : count;
        if (left < count || count > Array.MaxLength)
        {
            throw new SafetensorsException($"{source}: truncated or out of range: {what} takes {count} bytes, {left} are left.");
        }

        byte[] bytes = new byte[count];
        int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == count
            ? bytes
            : throw new SafetensorsException($"{source}: truncated: {what} takes {count} bytes, {read} are left.");
    }
}
