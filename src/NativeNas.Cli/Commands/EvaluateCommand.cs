using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NativeNas.Cli.Help;
using NativeNas.Cli.Options;
using NativeNas.Cli.Runs;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Training;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;

namespace NativeNas.Cli.Commands;

/// <summary>Tests the network that a run trained, on the run's test images or others.</summary>
internal sealed class EvaluateCommand : ExampleCommand
{
    private readonly Terminal terminal;
    private readonly Argument<string> folder = new("DIR") { Description = "The folder of a run that is done." };
    private readonly SettingOption data = new("--data", "data.source");
    private readonly SettingOption threads = CommonOptions.Threads();
    private readonly SettingOption device = CommonOptions.Device();
    private readonly SettingOption precision = CommonOptions.Precision();
    private readonly SettingOption fusion = CommonOptions.Fusion();
    private readonly SettingOption memory = CommonOptions.Memory();
    private readonly Option<string?> copy = CommonOptions.Copy();
    private readonly Option<bool> json = CommonOptions.Json();
    private readonly Option<bool> quiet = CommonOptions.Quiet();

    public EvaluateCommand(Terminal terminal)
        : base(
            "evaluate",
            "Loss and accuracy of the network that a run trained, on test images.",
            ["nativenas evaluate runs/search-shapes-seed1", "nativenas evaluate runs/mine --data idx:fashion-mnist --json"])
    {
        this.terminal = terminal;
        Arguments.Add(folder);

        foreach (Option option in (Option[])[data, CommonOptions.IdleSeed(), threads, device, precision, fusion, memory, copy, json, quiet])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        string path = parsed.GetValue(folder)!;
        using RunFolder run = RunFolder.Finished(path) ?? throw new RunException(
            $"{path}: {(Directory.Exists(path) ? $"the run is not finished; finish it with: nativenas resume {path}" : "there is no such folder; name the --out folder of a run.")}");
        SettingOverride[] named = [.. SettingOption.Read(parsed, data, threads, device, precision, fusion, memory)];
        Action<string> say = parsed.GetValue(quiet) ? _ => { } : terminal.Error.WriteLine;
        RunSettings settings = MovedPrecision.Of(SettingsText.ReadFile(run.ConfigPath, named), named, say);
        settings = settings with { Data = settings.Data with { Source = RunImages.Absolute(settings.Data.Source) } };
        using Device on = DeviceFailure.Explained("evaluate", path, settings.Device, () => DeviceChoice.Create(settings, say));
        DataSet images = RunImages.Read(settings.Data);
        RunImages.Bound(on, images, settings);
        terminal.Stop.ThrowIfCancellationRequested();
        SequentialBatches batches = new(images.Test, settings.Retrain.Batch, DataNote.NormalizationFor(run, images));
        Evaluation found = TrainedNetwork.Evaluate(run, settings, batches, on, terminal.Stop);
        CommandResult.Print(terminal, Text(found), Json(run, settings, found), parsed.GetValue(json), parsed.GetValue(copy));
        return ExitCode.Success;
    }

    private static string Text(Evaluation found) => string.Create(
        CultureInfo.InvariantCulture,
        $"accuracy {100 * found.Top1:F2} %  best of five {100 * found.Top5:F2} %  loss {found.Loss:F4}  of {found.Images:N0} images\n");

    private static JsonObject Json(RunFolder run, RunSettings settings, Evaluation found) => new()
    {
        ["run"] = run.Path,
        ["data"] = settings.Data.Source,
        ["accuracy"] = found.Top1,
        ["accuracyTop5"] = found.Top5,
        ["loss"] = double.IsFinite(found.Loss) ? found.Loss : null,
        ["testImages"] = found.Images,
    };
}
