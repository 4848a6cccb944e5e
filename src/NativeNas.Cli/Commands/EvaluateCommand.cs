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
    private readonly SettingOption threads = new("--threads", "threads");
    private readonly Option<string> device = CommonOptions.Device();
    private readonly Option<bool> json = CommonOptions.Json();

    public EvaluateCommand(Terminal terminal)
        : base(
            "evaluate",
            "Loss and accuracy of the network that a run trained, on test images.",
            ["nativenas evaluate runs/search-shapes-seed1", "nativenas evaluate runs/mine --data idx:../shared/data/images/fashion-mnist-12k --json"])
    {
        this.terminal = terminal;
        Arguments.Add(folder);

        foreach (Option option in (Option[])[data, threads, device, json])
        {
            Options.Add(option);
        }

        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        using RunFolder run = RunFolder.Open(parsed.GetValue(folder)!);
        RunSettings settings = SettingsText.ReadFile(run.ConfigPath, new[] { data.Read(parsed), threads.Read(parsed) }.OfType<SettingOverride>());
        using Device on = DeviceChoice.Create(parsed.GetValue(device)!, settings.Threads);
        DataSet images = RunImages.Read(settings.Data);
        SequentialBatches batches = new(images.Test, settings.Retrain.Batch, DataNote.NormalizationFor(run, images));
        Write(run, settings, TrainedNetwork.Evaluate(run, settings, batches, on, terminal.Stop), parsed.GetValue(json));
        return ExitCode.Success;
    }

    private void Write(RunFolder run, RunSettings settings, Evaluation found, bool asJson) => terminal.Output.WriteLine(asJson
        ? new JsonObject
        {
            ["run"] = run.Path,
            ["data"] = settings.Data.Source,
            ["accuracy"] = found.Top1,
            ["accuracyTop5"] = found.Top5,
            ["loss"] = double.IsFinite(found.Loss) ? found.Loss : null,
            ["testImages"] = found.Images,
        }.ToJsonString(JsonLine.Format)
        : string.Create(CultureInfo.InvariantCulture, $"accuracy {100 * found.Top1:F2} %  best of five {100 * found.Top5:F2} %  loss {found.Loss:F4}  of {found.Images:N0} images"));
}
