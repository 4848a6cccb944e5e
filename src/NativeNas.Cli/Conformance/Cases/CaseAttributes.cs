using System.Text.Json;

namespace NativeNas.Cli.Conformance.Cases;

/// <summary>The attributes of a node. It remembers which were read: one that nothing read was not obeyed.</summary>
internal sealed class CaseAttributes(IReadOnlyDictionary<string, JsonElement> values)
{
    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    public IEnumerable<string> Unread => values.Keys.Where(name => !read.Contains(name)).Order(StringComparer.Ordinal);

    public bool Has(string name) => values.ContainsKey(name);

    public int Integer(string name, int otherwise) =>
        Find(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number
        : throw Refuse(name, value, "a whole number");

    public bool Flag(string name) => Integer(name, 0) != 0;

    public float Number(string name, float otherwise) =>
        Find(name) is not { } value ? otherwise
        : CaseText.TryNumber(value, out double number) ? (float)number
        : throw Refuse(name, value, "a number");

    public string Text(string name, string otherwise) =>
        Find(name) is not { } value ? otherwise
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : throw Refuse(name, value, "a text");

    public int[]? Integers(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            throw Refuse(name, value, "a list of whole numbers");
        }

        return [.. value.EnumerateArray().Select(item =>
            item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number) ? number : throw Refuse(name, value, "a list of whole numbers"))];
    }

    /// <summary>Marks an attribute that changes nothing here.</summary>
    public void Ignore(string name) => read.Add(name);

    private static NotExpressedException Refuse(string name, JsonElement value, string expected) =>
        new($"attribute {name} is {value.GetRawText()}; expected {expected}");

    private JsonElement? Find(string name)
    {
        read.Add(name);
        return values.TryGetValue(name, out JsonElement value) ? value : null;
    }
}
