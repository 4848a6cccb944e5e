using System.CommandLine;
using System.CommandLine.Parsing;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>A short way to write <c>--set section.key=value</c>; the setting's own checks read the value.</summary>
internal sealed class SettingOption : Option<string>
{
    private readonly string path;

    public SettingOption(string name, string path)
        : base(name)
    {
        this.path = path;
        HelpName = path.Split('.')[^1];
        Description = SettingsSchema.Describe(path);
    }

    /// <summary>Null when the option was not given.</summary>
    public SettingOverride? Read(ParseResult parsed) =>
        parsed.GetResult(this) is OptionResult { Implicit: false }
            ? new($"{path}={parsed.GetValue(this)}", $"{Name} {parsed.GetValue(this)}")
            : null;
}
