using System.Text.Json.Nodes;
using NativeNas.Cli.Displays;
using NativeNas.Cli.Options;
using NativeNas.Data;
using NativeNas.Data.Batches;
using NativeNas.Data.Sets;
using NativeNas.Kernels.Devices;
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
        RunSettings settings = given with { Data = given.Data with { Source = DataSource.Absolute(given.Data.Source) } };
        using Device device = DeviceChoice.Create(options.Device, settings.Threads);
        using RunFolder folder = NewRun.Create(path ?? NewRun.FreePath(terminal.RunsFolder, command, settings), settings, out bool made);
        Say($"run folder: {folder.Path}");
        StudyLoader images;

        try
        {
            images = Load(folder, settings);
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

    /// <param name="threads">Other threads than the settings'; null keeps theirs.</param>
    public int Resume(string path, SettingOverride? threads)
    {
        using RunFolder folder = RunFolder.Open(path);

        if (folder.IsFinished)
        {
            Say($"{path}: this run is finished; its result:");
            RunResult.Write(terminal, folder, folder.ReadResult(), options.Json);
            return ExitCode.Success;
        }

        RunSettings settings = SettingsText.ReadFile(folder.ConfigPath, threads is null ? [] : [threads]);
        using Device device = DeviceChoice.Create(options.Device, settings.Threads);

        if (!File.Exists(folder.EnvironmentPath))
        {
            folder.Write(folder.EnvironmentPath, RunEnvironment.Describe());
        }

        using StudyLoader images = Load(folder, settings);
        return Run(folder, settings, images, device);
    }

    private static StudyLoader Load(RunFolder folder, RunSettings settings)
    {
        DataSet data = RunImages.Read(settings.Data);
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
            StudyResult result = display.Show(progress => new Study(settings, images.Batches, device, folder)
            {
                Progress = progress,
                Warn = warning => terminal.Error.WriteLine($"warning: {warning}"),
                Time = terminal.Time,
                Given = settings.Retrain.Genotype == RetrainSettings.Found ? null : Genotype.Parse(settings.Retrain.Genotype),
            }.Run(terminal.Stop));
            RunReport.Write(folder, settings, result);
            folder.Finish(result.ToJson());
            RunResult.Write(terminal, folder, folder.ReadResult(), options.Json);
            return ExitCode.Success;
        }
        catch (OperationCanceledException)
        {
            string message = $"interrupted; go on with: nativenas resume {Quoted(folder.Path)}";
            terminal.Error.WriteLine(message);

            if (options.Json)
            {
                terminal.Output.WriteLine(new JsonObject { ["error"] = message, ["run"] = folder.Path }.ToJsonString(JsonLine.Format));
            }

            return ExitCode.Interrupted;
        }
    }

    private static string Quoted(string path) => path.Contains(' ') ? $"\"{path}\"" : path;

    private void Say(string message)
    {
        if (!options.Quiet)
        {
            terminal.Error.WriteLine(message);
        }
    }
}
