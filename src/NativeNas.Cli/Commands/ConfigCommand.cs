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

    private sealed class SchemaCommand : ExampleCommand
    {
        public SchemaCommand(Terminal terminal)
            : base("schema", "Write the JSON schema of the settings file.", ["nativenas config schema", "nativenas config schema --out schema.json"])
        {
            Option<string?> file = CommonOptions.Document();
            Option<bool> json = CommonOptions.Json();

            foreach (Option option in (Option[])[file, json, CommonOptions.IdleSeed(), CommonOptions.IdleThreads(), CommonOptions.IdleQuiet()])
            {
                Options.Add(option);
            }

            SetAction(parsed =>
            {
                string schema = SettingsSchema.Write();
                CommandResult.Write(terminal, schema, JsonNode.Parse(schema)!.AsObject(), parsed.GetValue(json), parsed.GetValue(file));
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
            Option<string?> file = CommonOptions.Document();
            Option<bool> json = CommonOptions.Json();
            SettingsOptions settings = new(this, [.. SettingsOptions.Common(), .. SettingsOptions.Search(), .. SettingsOptions.Retrain("retrain-")]);

            foreach (Option option in (Option[])[preset, file, json, CommonOptions.IdleQuiet()])
            {
                Options.Add(option);
            }

            SetAction(parsed =>
            {
                RunSettings? start = parsed.GetValue(preset) switch { "darts" => Preset.Darts, "quick" => Preset.Quick, _ => null };
                RunSettings read = settings.Read(parsed, start);
                CommandResult.Write(terminal, SettingsComments.Write(read), SettingsText.ToJson(read), parsed.GetValue(json), parsed.GetValue(file));
                return ExitCode.Success;
            });
        }
    }
}
