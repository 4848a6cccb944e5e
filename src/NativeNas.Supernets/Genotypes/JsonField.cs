using System.Text.Json;

namespace NativeNas.Supernets.Genotypes;

/// <summary>A JSON value and the path that leads to it, so that every complaint can name its field.</summary>
internal readonly record struct JsonField(string Path, JsonElement Value)
{
    public JsonField Field(string name)
    {
        ExpectKind(JsonValueKind.Object, "an object");
        GenotypeException.Unless(Value.TryGetProperty(name, out JsonElement found), $"{Path} has no field \"{name}\"; it is required.");
        return new(Path == "genotype" ? name : $"{Path}.{name}", found);
    }

    public IEnumerable<JsonField> Items()
    {
        ExpectKind(JsonValueKind.Array, "an array");
        string path = Path;
        return Value.EnumerateArray().Select((item, i) => new JsonField($"{path}[{i}]", item));
    }

    public string Text()
    {
        ExpectKind(JsonValueKind.String, "a string");
        return Value.GetString()!;
    }

    public int Integer()
    {
        int number = 0;
        GenotypeException.Unless(
            Value.ValueKind == JsonValueKind.Number && Value.TryGetInt32(out number), $"{Path} is {Short()}; expected an integer.");
        return number;
    }

    public void Expect(string expected) =>
        GenotypeException.Unless(Text() == expected, $"{Path} is {Short()}; expected \"{expected}\".");

    public void Expect(int expected) =>
        GenotypeException.Unless(Integer() == expected, $"{Path} is {Short()}; expected {expected}.");

    /// <summary>Refuses fields that nobody reads: they would be lost silently.</summary>
    public void ExpectOnly(params string[] names)
    {
        foreach (JsonProperty property in Value.EnumerateObject())
        {
            GenotypeException.Unless(
                names.Contains(property.Name),
                $"{Path} has an unknown field \"{property.Name}\"; expected {string.Join(", ", names)}.{Suggestion.For(property.Name, names)}");
        }
    }

    private void ExpectKind(JsonValueKind kind, string expected) =>
        GenotypeException.Unless(Value.ValueKind == kind, $"{Path} is {Short()}; expected {expected}.");

    private string Short()
    {
        string text = Value.GetRawText();
        return text.Length <= 60 ? text : text[..57] + "...";
    }
}
