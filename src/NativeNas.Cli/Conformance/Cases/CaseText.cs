using System.Globalization;
using System.Text.Json;

namespace NativeNas.Cli.Conformance.Cases;

/// <summary>The JSON form of a case: {test, opset, nodes[{op, in, out, attr}], initializers, input_tensors, output_tensors}.</summary>
internal static class CaseText
{
    /// <exception cref="JsonException">The text is no JSON.</exception>
    /// <exception cref="FormatException">A part is missing or wrong; the message says which and what was expected.</exception>
    public static ConformanceCase Parse(string line)
    {
        using JsonDocument document = JsonDocument.Parse(BareNumbers.Quote(line));
        JsonElement root = document.RootElement;
        Demand(root.ValueKind == JsonValueKind.Object, $"found {root.ValueKind}; expected one case, a JSON object.");
        CaseNode[] nodes = [.. Items(root, "nodes").Select(Node)];
        CaseTensor[] given = [.. Items(root, "input_tensors").Concat(Tensors(root, "initializers")).Select(Tensor)];
        CaseTensor[] expected = [.. Items(root, "output_tensors").Select(Tensor)];
        Demand(nodes.Length > 0, "found no nodes; expected at least one.");
        Demand(expected.Length > 0, "found no output_tensors; expected at least one.");
        return new(Text(root, "test"), Opset(root), nodes, given, expected);
    }

    /// <summary>A number, a truth value, or one of the texts that stand for infinities and NaN.</summary>
    public static bool TryNumber(JsonElement value, out double number)
    {
        (bool known, number) = value.ValueKind switch
        {
            JsonValueKind.Number => (true, value.GetDouble()),
            JsonValueKind.True => (true, 1),
            JsonValueKind.False => (true, 0),
            JsonValueKind.String => Special(value.GetString()!),
            _ => (false, 0),
        };
        return known;
    }

    private static (bool Known, double Number) Special(string text) => text.ToLowerInvariant() switch
    {
        "nan" or "-nan" => (true, double.NaN),
        "inf" or "+inf" or "infinity" or "+infinity" => (true, double.PositiveInfinity),
        "-inf" or "-infinity" => (true, double.NegativeInfinity),
        _ => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number), number),
    };

    private static CaseNode Node(JsonElement node)
    {
        Dictionary<string, JsonElement> attributes = new(StringComparer.Ordinal);

        if (node.ValueKind == JsonValueKind.Object && node.TryGetProperty("attr", out JsonElement found))
        {
            Demand(found.ValueKind == JsonValueKind.Object, $"found the attributes {found.GetRawText()}; expected a JSON object.");

            foreach (JsonProperty attribute in found.EnumerateObject())
            {
                attributes[attribute.Name] = attribute.Value.Clone();
            }
        }

        return new(Text(node, "op"), [.. Items(node, "in").Select(Name)], [.. Items(node, "out").Select(Name)], new(attributes));
    }

    private static CaseTensor Tensor(JsonElement tensor)
    {
        string name = Text(tensor, "name");
        int[] dims = [.. Items(tensor, "dims").Select(dim =>
            dim.ValueKind == JsonValueKind.Number && dim.TryGetInt32(out int extent) && extent >= 0
                ? extent
                : throw new FormatException($"found the extent {dim.GetRawText()} of tensor '{name}'; expected a whole number of at least 0."))];
        double[] data = [.. Items(tensor, "data").Select(item =>
            TryNumber(item, out double number) ? number : throw new FormatException($"found {item.GetRawText()} in tensor '{name}'; expected a number."))];
        long length = dims.Aggregate(1L, (product, dim) => product * dim);
        Demand(data.Length == length, $"found {data.Length} numbers in tensor '{name}' of [{string.Join(", ", dims)}]; expected {length}.");
        return new(name, Text(tensor, "dtype"), dims, data);
    }

    /// <summary>Initializers that carry numbers; a bare name repeats one of the input tensors.</summary>
    private static IEnumerable<JsonElement> Tensors(JsonElement root, string name) =>
        root.TryGetProperty(name, out _) ? Items(root, name).Where(item => item.ValueKind == JsonValueKind.Object) : [];

    private static int Opset(JsonElement root)
    {
        foreach (JsonElement entry in root.TryGetProperty("opset", out _) ? Items(root, "opset") : [])
        {
            if (entry is { ValueKind: JsonValueKind.Array } && entry.GetArrayLength() == 2 && entry[0].ValueKind == JsonValueKind.String
                && entry[0].GetString() is "" or "ai.onnx" && entry[1].ValueKind == JsonValueKind.Number && entry[1].TryGetInt32(out int version))
            {
                return version;
            }
        }

        return 0;
    }

    private static string Name(JsonElement item) =>
        item.ValueKind == JsonValueKind.String ? item.GetString()! : throw new FormatException($"found {item.GetRawText()}; expected the name of a tensor.");

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new FormatException($"found no text '{name}' in {Brief(owner)}; expected one.");

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw new FormatException($"found no list '{name}' in {Brief(owner)}; expected one.");

    private static string Brief(JsonElement owner) => owner.GetRawText() is { Length: > 60 } text ? text[..60] + "…" : owner.GetRawText();

    private static void Demand(bool condition, string message)
    {
        if (!condition)
        {
            throw new FormatException(message);
        }
    }
}
