using System.CommandLine;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Cli.Runs;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Commands;

/// <summary>Searches a cell, trains what it found, tests it.</summary>
internal sealed class SearchCommand : ExampleCommand
{
    public SearchCommand(Terminal terminal)
        : base(
            "search",
            "Search a cell with DARTS, train the network that it gives from scratch, test that once, and write a report.",
            [
                "nativenas search",
                "nativenas search --seed 2 --threads 2 --out runs/mine",
                "nativenas search --memory 1GB --batch 128",
                "nativenas search --data idx:fashion-mnist --order second --epochs 5",
                "nativenas search --data cifar10:cifar-10-binary.tar.gz --config darts.json --set search.cells=5 --json",
            ])
    {
        Option<bool> json = CommonOptions.Json(), quiet = CommonOptions.Quiet();
        Option<string?> folder = CommonOptions.Out("The run folder: new or empty; else one in runs/ is made.");
        SettingsOptions settings = new(this, [.. SettingsOptions.Common(), .. SettingsOptions.Search(), .. SettingsOptions.Retrain("retrain-")]);

        foreach (Option option in (Option[])[folder, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(parsed =>
        {
            RunSettings read = settings.Read(parsed);

            return read.Retrain.Genotype == RetrainSettings.Found
                ? new StudySession(terminal, new(parsed.GetValue(json), parsed.GetValue(quiet))).Start("search", read, parsed.GetValue(folder))
                : throw new CommandException($"retrain.genotype is {read.Retrain.Genotype}; a search trains what it finds. Use: nativenas train GENOTYPE");
        });
    }
}
