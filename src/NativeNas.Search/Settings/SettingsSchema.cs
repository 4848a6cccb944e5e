using System.Text.Json.Nodes;
using NativeNas.Kernels;

namespace NativeNas.Search.Settings;

/// <summary>The JSON schema (draft 2020-12) of the settings file.</summary>
public static class SettingsSchema
{
    public static string Write()
    {
        JsonObject schema = new() { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "NativeNas run settings" };
        Section(schema, Setting.All, new RunSettings());
        schema["properties"]!["$schema"] = new JsonObject { ["type"] = "string", ["description"] = "Where an editor finds this schema." };
        return JsonText.Indented(schema);
    }

    /// <summary>The sentence about a setting and its default.</summary>
    /// <param name="path">Such as search.cells.</param>
    public static string Describe(string path)
    {
        object owner = new RunSettings();
        IReadOnlyList<Setting> level = Setting.All;
        Setting? found = null;

        foreach (string name in path.Split('.'))
        {
            owner = found?.Get(owner) ?? owner;
            found = level.FirstOrDefault(setting => setting.Name == name);
            Require.That(found is not null, $"There is no setting '{path}'.");
            level = found.Children;
        }

        return $"{found!.About.Description} [{path}, {found.ToJson(found.Get(owner)).ToJsonString().Trim('"')}]";
    }

    private static void Section(JsonObject schema, IReadOnlyList<Setting> settings, object defaults)
    {
        schema["type"] = "object";
        schema["additionalProperties"] = false;
        JsonObject properties = [];
        foreach (Setting setting in settings)
        {
            JsonObject one = new() { ["description"] = setting.About.Description };
            if (setting.IsSection)
            {
                Section(one, setting.Children, setting.Get(defaults));
            }
            else
            {
                Value(one, setting);
                one["default"] = setting.ToJson(setting.Get(defaults));
            }

            properties[setting.Name] = one;
        }

        schema["properties"] = properties;
    }

    private static void Value(JsonObject schema, Setting setting)
    {
        schema["type"] = setting.IsInteger ? "integer" : setting.IsNumber ? "number" : setting.Type == typeof(bool) ? "boolean" : "string";
        if (setting.About.Numbers)
        {
            schema["type"] = new JsonArray("string", "array");
            schema["items"] = new JsonObject { ["type"] = "number" };
        }

        if (setting.Choices.Count > 0)
        {
            schema["enum"] = new JsonArray([.. setting.Choices.Select(choice => JsonValue.Create(choice))]);
        }
        else if (setting.Type == typeof(string))
        {
            schema["minLength"] = 1;
        }

        Bound(schema, "minimum", setting.About.Min);
        Bound(schema, "maximum", setting.About.Max);
        Bound(schema, "exclusiveMinimum", setting.About.Above);
        Bound(schema, "exclusiveMaximum", setting.About.Below);
    }

    private static void Bound(JsonObject schema, string keyword, double value)
    {
        if (double.IsFinite(value))
        {
            schema[keyword] = value;
        }
    }
}
