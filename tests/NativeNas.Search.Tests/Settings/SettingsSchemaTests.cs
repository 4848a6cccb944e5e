using System.Reflection;
using System.Text.Json.Nodes;
using NativeNas.Search.Settings;

namespace NativeNas.Search.Tests.Settings;

public sealed class SettingsSchemaTests
{
    [Fact]
    public void The_defaults_of_the_schema_are_those_of_the_records()
    {
        JsonNode schema = JsonNode.Parse(SettingsSchema.Write())!;
        Assert.Equal(SettingsText.Write(new RunSettings()), SettingsText.Write(SettingsText.Read(Defaults(schema).ToJsonString(), "schema")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(SettingsText.Write(new RunSettings())), Defaults(schema)));
    }

    [Fact]
    public void Every_property_of_every_record_is_in_the_schema_with_a_description()
    {
        AssertDescribed(typeof(RunSettings), JsonNode.Parse(SettingsSchema.Write())!);
    }

    [Fact]
    public void Types_ranges_and_choices_stand_in_the_schema()
    {
        JsonNode schema = JsonNode.Parse(SettingsSchema.Write())!;
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", (string?)schema["$schema"]);
        JsonNode search = schema["properties"]!["search"]!;
        Assert.False((bool)search["additionalProperties"]!);
        Assert.Equal("""["first","second"]""", search["properties"]!["order"]!["enum"]!.ToJsonString());
        Assert.Equal("""{"description":"Momentum of w.","type":"number","minimum":0,"exclusiveMaximum":1,"default":0.9}""", search["properties"]!["momentum"]!.ToJsonString());
        Assert.Equal("integer", (string?)search["properties"]!["cells"]!["type"]);
        Assert.Equal("boolean", (string?)search["properties"]!["flip"]!["type"]);
    }

    [Fact]
    public void Every_default_lies_within_its_own_range() =>
        Assert.Equal(new RunSettings(), SettingsText.Read(SettingsText.Write(new RunSettings()), "defaults"));

    private static JsonNode Defaults(JsonNode schema)
    {
        JsonObject result = [];
        foreach ((string name, JsonNode? property) in schema["properties"]!.AsObject())
        {
            if (name != "$schema")
            {
                result[name] = property!["properties"] is null ? property["default"]!.DeepClone() : Defaults(property);
            }
        }

        return result;
    }

    private static void AssertDescribed(Type record, JsonNode schema)
    {
        foreach (PropertyInfo property in record.GetProperties())
        {
            JsonNode? described = schema["properties"]![char.ToLowerInvariant(property.Name[0]) + property.Name[1..]];
            Assert.True((string?)described?["description"] is { Length: > 5 }, $"{record.Name}.{property.Name} is not described.");
            if (property.PropertyType.IsClass && property.PropertyType != typeof(string))
            {
                AssertDescribed(property.PropertyType, described!);
            }
        }
    }
}
