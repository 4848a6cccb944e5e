using System.Text.Json;
using System.Text.Json.Nodes;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Search.Settings;

/// <summary>Settings as JSON. Reading allows comments and trailing commas and refuses what the schema does not hold.</summary>
public static class SettingsText
{
    /// <summary>By which an editor finds the schema; it decides nothing.</summary>
    private const string SchemaKey = "$schema";

    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>The settings of a file, with overrides applied in order.</summary>
    /// <exception cref="SettingsException">The file cannot be read or holds something else.</exception>
    public static RunSettings ReadFile(string path, params IEnumerable<SettingOverride> overrides)
    {
        try
        {
            return Read(File.ReadAllText(path), path, overrides);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path}: could not read the settings: {failure.Message}", failure);
        }
    }

    /// <summary>Defaults, then the text's values, then the overrides'.</summary>
    /// <param name="json">The text; {} leaves the defaults.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="overrides">Each section.key=value, or an option that stands for one.</param>
    public static RunSettings Read(string json, string source, params IEnumerable<SettingOverride> overrides)
    {
        RunSettings settings = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Lenient);
            Fill(settings, document.RootElement, Setting.All, "", source);
        }
        catch (JsonException broken)
        {
            throw new SettingsException($"{source}: not JSON: {broken.Message}", broken);
        }

        foreach (SettingOverride one in overrides)
        {
            try
            {
                Override(settings, one);
            }
            catch (SettingsException wrong)
            {
                throw new SettingsException(wrong.Message, wrong) { IsOfOverride = true };
            }
        }

        return settings;
    }

    /// <summary>Every setting in declared order: the same settings give the same text.</summary>
    public static string Write(RunSettings settings) => JsonText.Indented(ToJson(settings));

    public static JsonObject ToJson(RunSettings settings) => ToJson(settings, Setting.All);

    private static JsonObject ToJson(object owner, IReadOnlyList<Setting> settings) =>
        new(settings.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Name, s.IsSection ? ToJson(s.Get(owner), s.Children) : s.ToJson(s.Get(owner)))));

    private static void Fill(object owner, JsonElement json, IReadOnlyList<Setting> settings, string section, string source)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new SettingsException($"{source}: {(section.Length == 0 ? "the text" : section.TrimEnd('.'))} is {json.GetRawText()}; expected an object {{ … }}.");
        }

        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (section.Length == 0 && property.Name == SchemaKey)
            {
                continue;
            }

            Setting setting = Find(settings, property.Name, section, source);
            if (setting.IsSection)
            {
                Fill(setting.Get(owner), property.Value, setting.Children, setting.Path + ".", source);
            }
            else
            {
                setting.Set(owner, setting.FromJson(property.Value, source));
            }
        }
    }

    private static void Override(RunSettings settings, SettingOverride one)
    {
        (string text, string source) = (one.Text, one.Source);
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            throw new SettingsException($"{source}: expected section.key=value.");
        }

        object owner = settings;
        IReadOnlyList<Setting> level = Setting.All;
        string section = "";
        string[] names = text[..equals].Trim().Split('.');
        foreach (string name in names[..^1])
        {
            Setting found = Find(level, name, section, source);
            if (!found.IsSection)
            {
                throw new SettingsException($"{source}: {found.Path} is no section.");
            }

            (owner, level, section) = (found.Get(owner), found.Children, found.Path + ".");
        }

        Setting setting = Find(level, names[^1], section, source);
        if (setting.IsSection)
        {
            throw new SettingsException($"{source}: {setting.Path} is a section; expected {setting.Path}.key=value with one of {string.Join(", ", setting.Children.Select(s => s.Name))}.");
        }

        setting.Set(owner, setting.FromJson(Value(setting, text[(equals + 1)..].Trim()), source));
    }

    /// <summary>What stands behind the equals sign as JSON; a word that is none counts as a text and fails the setting's check.</summary>
    private static JsonElement Value(Setting setting, string text)
    {
        if (setting.IsNumber || setting.Type == typeof(bool))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(text);
                return document.RootElement.Clone();
            }
            catch (JsonException)
            {
                // The check below names the text.
            }
        }

        return JsonSerializer.SerializeToElement(text);
    }

    private static Setting Find(IReadOnlyList<Setting> settings, string name, string section, string source) =>
        settings.FirstOrDefault(setting => setting.Name == name) ?? throw new SettingsException(
            $"{source}: unknown key '{section}{name}'; {Meant(section + name, [.. settings.Select(setting => setting.Path)])}");

    private static string Meant(string written, string[] known) =>
        Suggestion.Nearest(written, known) is { } nearest ? $"did you mean '{nearest}'?" : $"expected one of {string.Join(", ", known)}.";
}
