using System.Text.Json;

namespace NativeNas.Tensors.Safetensors;

/// <summary>The JSON header: name → { dtype, shape, data_offsets: [begin, end) }, and string metadata.</summary>
internal sealed class SafetensorsHeader
{
    private SafetensorsHeader(List<Entry> entries, Dictionary<string, string> metadata) => (Entries, Metadata) = (entries, metadata);

    /// <summary>In the order of their data, which they cover without gap or overlap.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    public IReadOnlyDictionary<string, string> Metadata { get; }

    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, string source)
    {
        List<Entry> entries = [];
        Dictionary<string, string> metadata = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new SafetensorsException($"{source}: the header is no JSON object.");
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new SafetensorsException($"{source}: the name '{property.Name}' stands twice in the header.");
                }

                if (property.Name == SafetensorsFile.MetadataKey)
                {
                    metadata = ReadMetadata(property.Value, source);
                }
                else
                {
                    entries.Add(ReadEntry(property, source));
                }
            }
        }
        catch (JsonException broken)
        {
            throw new SafetensorsException($"{source}: the header is no JSON: {broken.Message}", broken);
        }

        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long end = 0;
        foreach (Entry entry in entries)
        {
            if (entry.Begin != end)
            {
                string what = entry.Begin < end ? "overlaps the tensor before it" : "leaves a gap after the tensor before it";
                throw new SafetensorsException($"{source}: tensor '{entry.Name}' {what}: it begins at byte {entry.Begin}, expected {end}.");
            }

            end = entry.End;
        }

        return new SafetensorsHeader(entries, metadata);
    }

    private static Dictionary<string, string> ReadMetadata(JsonElement value, string source)
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new SafetensorsException($"{source}: {SafetensorsFile.MetadataKey} is no JSON object.");
        }

        foreach (JsonProperty pair in value.EnumerateObject())
        {
            if (pair.Value.ValueKind != JsonValueKind.String)
            {
                throw new SafetensorsException($"{source}: metadata '{pair.Name}' is no string.");
            }

            metadata[pair.Name] = pair.Value.GetString()!;
        }

        return metadata;
    }

    private static Entry ReadEntry(JsonProperty property, string source)
    {
        string where = $"{source}: tensor '{property.Name}'";
        JsonElement value = property.Value;
        if (value.ValueKind != JsonValueKind.Object
            || !value.TryGetProperty("dtype", out JsonElement dtype) || dtype.ValueKind != JsonValueKind.String
            || !value.TryGetProperty("shape", out JsonElement shapeJson)
            || !value.TryGetProperty("data_offsets", out JsonElement offsetsJson))
        {
            throw new SafetensorsException($"{where} lacks dtype, shape or data_offsets.");
        }

        SafetensorsType? known = dtype.GetString() switch
        {
            "U8" => SafetensorsType.U8,
            "I64" => SafetensorsType.I64,
            "F32" => SafetensorsType.F32,
            "F64" => SafetensorsType.F64,
            _ => null,
        };
        if (known is not SafetensorsType type)
        {
            throw new SafetensorsException($"{where} has dtype '{dtype.GetString()}'; expected one of F32, F64, I64, U8.");
        }

        long[] shape = ReadIntegers(shapeJson, $"{where}: shape");
        long[] offsets = ReadIntegers(offsetsJson, $"{where}: data_offsets");
        if (offsets is not [long begin, long end] || end < begin)
        {
            throw new SafetensorsException($"{where}: data_offsets are two numbers, begin ≤ end; got [{string.Join(", ", offsets)}].");
        }

        long bytes = SafetensorsTensor.ByteCount(type, shape);
        if (bytes != end - begin)
        {
            throw new SafetensorsException($"{where}: {type} of shape [{string.Join(", ", shape)}] takes {bytes} bytes; data_offsets span {end - begin}.");
        }

        return new Entry(property.Name, type, shape, begin, end);
    }

    private static long[] ReadIntegers(JsonElement list, string where)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw new SafetensorsException($"{where} is no list.");
        }

        List<long> values = [];
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long number) || number < 0)
            {
                throw new SafetensorsException($"{where} holds {item.GetRawText()}; expected integers ≥ 0.");
            }

            values.Add(number);
        }

        return [.. values];
    }

    /// <summary>Bytes [Begin, End) of the data.</summary>
    public sealed record Entry(string Name, SafetensorsType Type, long[] Shape, long Begin, long End);
}
