using System.Text.Json.Nodes;
using NativeNas.Cli.Displays;
using NativeNas.Cli.Options;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Training;
using NativeNas.Search.Reports;
using NativeNas.Search.Runs;
using NativeNas.Search.Settings;
using NativeNas.Search.Studies;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Runs;

/// <summary>A study from its folder to its report: what search, train and resume have in common.</summary>
internal sealed class StudySession(Terminal terminal, SessionOptions options)
{
    /// <param name="command">search or train.</param>
    /// <param name="path">The run folder; null makes one.</param>
    /// <returns>The exit code.</returns>
    public int Start(string command, RunSettings given, string? path)
    {
        RunSettings settings = given with { Data = given.Data with { Source = RunImages.Absolute(given.Data.Source) } };
        using Device device = DeviceChoice.Create(settings, Say);
        settings = settings with { Device = device.Name };
        using RunFolder folder = NewRun.Create(path ?? NewRun.FreePath(terminal.RunsFolder, command, settings), settings, out IReadOnlyList<string> made);
        Say($"run folder: {folder.Path}");
        StudyLoader images;

        try
        {
            images = Load(folder, settings, device);
        }
        catch
        {
            NewRun.Discard(folder, made);
            throw;
        }

        using (images)
        {
            return Run(folder, settings, images, device);
        }
    }

    /// <param name="seed">Null, or what must be the run's seed.</param>
    /// <param name="overrides">What is other now than in the run's settings: threads, the device.</param>
    public int Resume(string path, long? seed, IReadOnlyCollection<SettingOverride> overrides)
    {
        using RunFolder folder = RunFolder.Finished(path) ?? RunFolder.Open(path);
        RunSettings settings = SettingsText.ReadFile(folder.ConfigPath, overrides);

        if (seed is not null && seed != settings.Seed)
        {
            throw new CommandException($"--seed {seed}: the run in {path} has the seed {settings.Seed} and keeps it; start a new run for another.");
        }

        if (folder.IsFinished)
        {
            Say($"{path}: this run is finished; its result:");
            RunResult.Write(terminal, folder, folder.ReadResult(), options);
            return ExitCode.Success;
        }

        settings = MovedPrecision.Of(settings, overrides, Say);
        using Device device = DeviceFailure.Explained("resume", path, settings.Device, () => DeviceChoice.Create(settings, Say));
        settings = settings with { Device = device.Name };

        if (!File.Exists(folder.EnvironmentPath))
        {
            folder.Write(folder.EnvironmentPath, RunEnvironment.Describe());
        }

        using StudyLoader images = Load(folder, settings, device);
        return Run(folder, settings, images, device);
    }

    private static StudyLoader Load(RunFolder folder, RunSettings settings, Device device)
    {
        DataSet data = RunImages.Read(settings.Data);
        RunImages.Bound(device, data, settings);
        StudyLoader images = RunImages.Load(data, settings);

        try
        {
            DataNote.Keep(folder, data, images.Normalization);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private int Run(RunFolder folder, RunSettings settings, StudyLoader images, Device device)
    {
        IDisplay display = options.Quiet ? new QuietDisplay() : terminal.IsInteractive ? new LiveDisplay(terminal) : new PlainDisplay(terminal);

        try
        {
            terminal.Stop.ThrowIfCancellationRequested();
            StudyResult result = display.Show(progress => new Study(settings, images.Batches, device, folder)
            {
                Progress = progress,
                Warn = warning => terminal.Error.WriteLine($"warning: {warning}"),
                Planned = plan => Say(plan.ToString()),
                Compiled = new CompilationLines(terminal.Time, Say).Report,
                Time = terminal.Time,
                Given = settings.Retrain.Genotype == RetrainSettings.Found ? null : Genotype.Parse(settings.Retrain.Genotype),
            }.Run(terminal.Stop));
            RunReport.Write(folder, settings, result);
            JsonObject found = result.ToJson();
            found[TrainedNetwork.HashKey] = TrainedNetwork.FileHash(folder);
            folder.Finish(found);
            RunResult.Write(terminal, folder, found, options);
            return ExitCode.Success;
        }
        catch (Exception failure) when (DeviceFailure.Is(failure, device))
        {
            throw new CommandException(DeviceFailure.Describe(failure, folder), ExitCode.Failure);
        }
        catch (DivergedException diverged)
        {
            throw new CommandException(Divergence.Describe(diverged, folder, settings), ExitCode.Failure);
        }
        catch (OperationCanceledException)
        {
            string message = $"interrupted; go on with: nativenas resume {CommandLine.Quoted(folder.Path)}";
            terminal.Error.WriteLine(message);

            if (options.Json)
            {
                terminal.Output.WriteLine(new JsonObject { ["error"] = message, ["run"] = folder.Path }.ToJsonString(JsonLine.Format));
            }

            return ExitCode.Interrupted;
        }
    }

    private void Say(string message)
    {
        if (!options.Quiet)
        {
            terminal.Error.WriteLine(message);
        }
    }
}
