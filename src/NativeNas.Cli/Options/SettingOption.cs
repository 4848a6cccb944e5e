using System.CommandLine;
using System.CommandLine.Parsing;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>A short way to write <c>--set section.key=value</c>; the setting's own checks read the value.</summary>
internal sealed class SettingOption : Option<string>
{
    private readonly string path;
    private readonly Action<string>? check;

    /// <param name="check">Looks at a value before the setting does, and throws.</param>
    public SettingOption(string name, string path, Action<string>? check = null)
        : base(name)
    {
        (this.path, this.check) = (path, check);
        HelpName = path.Split('.')[^1];
        Description = SettingsSchema.Describe(path);
    }

    /// <summary>Null when the option was not given.</summary>
    public SettingOverride? Read(ParseResult parsed)
    {
        if (parsed.GetResult(this) is not OptionResult { Implicit: false })
        {
            return null;
        }

        string value = parsed.GetValue(this) ?? "";
        check?.Invoke(value);
        return new($"{path}={value}", $"{Name} {value}");
    }

    /// <summary>Those of several that were given.</summary>
    public static IEnumerable<SettingOverride> Read(ParseResult parsed, params IEnumerable<SettingOption> options) =>
        options.Select(option => option.Read(parsed)).OfType<SettingOverride>();
}
