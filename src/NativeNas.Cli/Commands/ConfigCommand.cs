using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Commands;

/// <summary>Writes settings files and their schema.</summary>
internal sealed class ConfigCommand : ExampleCommand
{
    public ConfigCommand(Terminal terminal)
        : base("config", "Settings files: what they may hold, and ready ones.", ["nativenas config schema --out schema.json", "nativenas config show --preset darts"])
    {
        Subcommands.Add(new SchemaCommand(terminal));
        Subcommands.Add(new ShowSettingsCommand(terminal));
    }

    private static void Write(Terminal terminal, string? path, string text)
    {
        if (path is null)
        {
            terminal.Output.Write(text);
        }
        else
        {
            File.WriteAllText(path, text);
        }
    }

    private sealed class SchemaCommand : ExampleCommand
    {
        public SchemaCommand(Terminal terminal)
            : base("schema", "Write the JSON schema of the settings file.", ["nativenas config schema", "nativenas config schema --out schema.json"])
        {
            Option<string?> file = CommonOptions.Out("The file to write; else standard output.");
            Option<bool> json = CommonOptions.Json();
            Options.Add(file);
            Options.Add(json);
            SetAction(parsed =>
            {
                string schema = SettingsSchema.Write();
                Write(terminal, parsed.GetValue(file), parsed.GetValue(json) ? JsonNode.Parse(schema)!.ToJsonString(JsonLine.Format) + "\n" : schema);
                return ExitCode.Success;
            });
        }
    }

    private sealed class ShowSettingsCommand : ExampleCommand
    {
        public ShowSettingsCommand(Terminal terminal)
            : base(
                "show",
                "Write settings as a file with comments: the defaults, a preset, or what a config file and options come to.",
                [
                    "nativenas config show",
                    "nativenas config show --preset darts --out darts.json",
                    "nativenas config show --config darts.json --set search.cells=5 --seed 3 --json",
                ])
        {
            Option<string?> preset = new("--preset") { Description = "quick: the defaults; darts: the values published for CIFAR-10." };
            preset.AcceptOnlyFromAmong("quick", "darts");
            Option<string?> file = CommonOptions.Out("The file to write; else standard output.");
            Option<bool> json = CommonOptions.Json();
            SettingsOptions settings = new(this, [.. SettingsOptions.Common(), .. SettingsOptions.Search(), .. SettingsOptions.Retrain("retrain-")]);

            foreach (Option option in (Option[])[preset, file, json])
            {
                Options.Add(option);
            }

            SetAction(parsed =>
            {
                RunSettings? start = parsed.GetValue(preset) switch { "darts" => Preset.Darts, "quick" => Preset.Quick, _ => null };
                RunSettings read = settings.Read(parsed, start);
                Write(terminal, parsed.GetValue(file), parsed.GetValue(json) ? SettingsText.ToJson(read).ToJsonString(JsonLine.Format) + "\n" : SettingsComments.Write(read));
                return ExitCode.Success;
            });
        }
    }
}
