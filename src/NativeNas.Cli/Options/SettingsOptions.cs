using System.CommandLine;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Options;

/// <summary>Settings from defaults, then --config, then each --set, then the options that stand for single settings.</summary>
internal sealed class SettingsOptions
{
    private readonly Option<string?> config = new("--config", "-c") { Description = "A settings file: JSON with comments (see: nativenas config show).", HelpName = "file" };
    private readonly Option<string[]> set = new("--set") { Description = "Any setting, such as search.cells=5; may be repeated.", HelpName = "section.key=value" };
    private readonly SettingOption[] options;

    public SettingsOptions(Command command, params SettingOption[] options)
    {
        this.options = options;

        foreach (Option option in (Option[])[.. options, config, set])
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Images, seed, threads, device, precision, fusion and memory.</summary>
    public static SettingOption[] Common() => [new("--data", "data.source"), new("--seed", "seed"), CommonOptions.Threads(), CommonOptions.Device(), CommonOptions.Precision(), CommonOptions.Fusion(), CommonOptions.Memory()];

    public static SettingOption[] Search() =>
    [
        new("--order", "search.order"),
        new("--channels", "search.channels"),
        new("--cells", "search.cells"),
        new("--nodes", "search.nodes"),
        new("--epochs", "search.epochs"),
        new("--batch", "search.batch"),
    ];

    /// <param name="prefix">Before the names, where a search takes the plain ones.</param>
    public static SettingOption[] Retrain(string prefix) =>
    [
        new($"--{prefix}channels", "retrain.channels"),
        new($"--{prefix}cells", "retrain.cells"),
        new($"--{prefix}epochs", "retrain.epochs"),
        new($"--{prefix}batch", "retrain.batch"),
    ];

    /// <param name="preset">What stands in for the defaults.</param>
    /// <param name="last">What comes after all that the user wrote.</param>
    /// <exception cref="SettingsException">A value, a key or the file cannot be used.</exception>
    public RunSettings Read(ParseResult parsed, RunSettings? preset = null, params SettingOverride[] last)
    {
        List<SettingOverride> overrides = [.. (parsed.GetValue(set) ?? []).Select(text => (SettingOverride)text)];
        overrides.AddRange(SettingOption.Read(parsed, options));
        overrides.AddRange(last);

        if (parsed.GetValue(config) is not string file)
        {
            return SettingsText.Read(preset is null ? "{}" : SettingsText.Write(preset), "defaults", overrides);
        }

        return preset is null
            ? SettingsText.ReadFile(file, overrides)
            : throw new CommandException("--config and --preset are two starting points; give one of them.");
    }
}
