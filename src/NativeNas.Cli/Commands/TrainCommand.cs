using System.CommandLine;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Cli.Runs;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Commands;

/// <summary>Trains and tests the network of a genotype, without a search.</summary>
internal sealed class TrainCommand : ExampleCommand
{
    public TrainCommand(Terminal terminal)
        : base(
            "train",
            "Train the network of a genotype from scratch, test it once, and write a report.",
            [
                "nativenas train DARTS_V2",
                "nativenas train all-skip --seed 3 --epochs 5 --out runs/baseline",
                "nativenas train random:1 --seed 1",
                "nativenas train runs/search-shapes-seed1/genotype.json --data cifar10:cifar-10-binary.tar.gz --channels 24 --cells 8",
            ])
    {
        Argument<string> genotype = new("GENOTYPE") { Description = $"What to train: {GenotypeText.Forms}." };
        Option<bool> json = CommonOptions.Json(), quiet = CommonOptions.Quiet();
        Option<string?> folder = CommonOptions.Out("The run folder: new or empty; else one in runs/ is made.");
        Arguments.Add(genotype);
        SettingsOptions settings = new(this, [.. SettingsOptions.Common(), .. SettingsOptions.Retrain("")]);

        foreach (Option option in (Option[])[folder, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(parsed =>
        {
            Genotype given = GenotypeText.Read(parsed.GetValue(genotype)!);
            StudySession session = new(terminal, new(parsed.GetValue(json), parsed.GetValue(quiet)));
            return session.Start("train", settings.Read(parsed, null, $"retrain.genotype={given.CanonicalJson}"), parsed.GetValue(folder));
        });
    }
}
