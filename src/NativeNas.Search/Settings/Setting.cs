using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NativeNas.Search.Settings;

/// <summary>A property with a <see cref="SettingAttribute"/>: a value, or a section when its type has settings of its own.</summary>
internal sealed class Setting
{
    private readonly PropertyInfo property;
    private readonly SettingAttribute about;

    private Setting(PropertyInfo property, SettingAttribute about, string prefix)
    {
        (this.property, this.about) = (property, about);
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Path = prefix + Name;
        Children = Of(property.PropertyType, Path + ".");
    }

    /// <summary>Those of a run, sections with their own.</summary>
    public static IReadOnlyList<Setting> All { get; } = Of(typeof(RunSettings), "");

    public string Name { get; }

    /// <summary>Names joined by dots.</summary>
    public string Path { get; }

    public Type Type => property.PropertyType;

    public SettingAttribute About => about;

    public IReadOnlyList<Setting> Children { get; }

    public bool IsSection => Children.Count > 0;

    /// <summary>Names an enumeration allows; empty for other types.</summary>
    public IReadOnlyList<string> Choices => Type.IsEnum ? [.. Enum.GetNames(Type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)] : [];

    public bool IsNumber => IsInteger || Type == typeof(double);

    public bool IsInteger => Type == typeof(int) || Type == typeof(long);

    public object Get(object owner) => property.GetValue(owner)!;

    /// <summary>Sets an init-only property of a record that nobody else has seen yet.</summary>
    public void Set(object owner, object value) => property.SetValue(owner, value);

    public JsonNode ToJson(object value) => value switch
    {
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        string text => JsonValue.Create(text),
        _ => JsonValue.Create(JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()!)),
    };

    /// <exception cref="SettingsException">Of another type or out of range.</exception>
    public object FromJson(JsonElement json, string source)
    {
        object? value = Parse(json);
        return value is not null && (!IsNumber || InRange(Convert.ToDouble(value, CultureInfo.InvariantCulture)))
            ? value
            : throw new SettingsException($"{source}: {Path} is {json.GetRawText()}; expected {Expected}.");
    }

    private string Expected => Type == typeof(bool) ? "true or false"
        : about.Numbers ? $"{NumberList.Computed}, or numbers separated by commas"
        : about.Bytes ? $"{MemorySize.Unlimited}, or bytes such as 512MB, 1.5GB or 800000000"
        : about.Device ? DeviceName.Expected
        : Type == typeof(string) ? "a text that is not empty"
        : Type.IsEnum ? "one of " + string.Join(", ", Choices)
        : string.Join(" and ", Bounds().Prepend(IsInteger ? "a whole number" : "a number")).Replace("number and ", "number ", StringComparison.Ordinal);

    private object? Parse(JsonElement json) => (json.ValueKind, Type) switch
    {
        (JsonValueKind.True or JsonValueKind.False, Type t) when t == typeof(bool) => json.GetBoolean(),
        (JsonValueKind.Number, Type t) when t == typeof(int) => json.TryGetInt32(out int number) ? number : null,
        (JsonValueKind.Number, Type t) when t == typeof(long) => json.TryGetInt64(out long number) ? number : null,
        (JsonValueKind.Number, Type t) when t == typeof(double) => json.GetDouble(),
        (JsonValueKind.String or JsonValueKind.Array, _) when about.Numbers => Numbers(json),
        (JsonValueKind.String, _) when about.Bytes => MemorySize.Reads(json.GetString()!) ? json.GetString() : null,
        (JsonValueKind.String, _) when about.Device => DeviceName.Reads(json.GetString()!) ? json.GetString() : null,
        (JsonValueKind.String, Type t) when t == typeof(string) => json.GetString() is { Length: > 0 } text ? text : null,
        (JsonValueKind.String, Type t) when t.IsEnum => Choices.Contains(json.GetString()!) ? Enum.Parse(t, json.GetString()!.Replace("-", ""), ignoreCase: true) : null,
        _ => null,
    };

    private static string? Numbers(JsonElement json)
    {
        string text = json.ValueKind == JsonValueKind.String ? json.GetString()! : string.Join(',', json.EnumerateArray().Select(item => item.GetRawText()));
        return NumberList.Reads(text) ? text : null;
    }

    private bool InRange(double value) =>
        double.IsFinite(value) && value >= about.Min && value <= about.Max && value > about.Above && value < about.Below;

    private IEnumerable<string> Bounds()
    {
        (string Words, double Bound)[] all = [("at least", about.Min), ("above", about.Above), ("at most", about.Max), ("below", about.Below)];
        return all.Where(b => double.IsFinite(b.Bound)).Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Words} {b.Bound}"));
    }

    private static List<Setting> Of(Type owner, string prefix) =>
    [
        .. owner.GetProperties()
            .Select(property => (Property: property, About: property.GetCustomAttribute<SettingAttribute>()))
            .Where(pair => pair.About is not null)
            .OrderBy(pair => pair.Property.MetadataToken)
            .Select(pair => new Setting(pair.Property, pair.About!, prefix)),
    ];
}
