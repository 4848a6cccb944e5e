using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NativeNas.Search.Runs;

/// <summary>
/// The folder of one run, locked against every other process while this object lives. A run is unfinished from the
/// moment config.json stands in it and finished when result.json does.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string ConfigName = "config.json", ResultName = "result.json";

    private const string LockName = "run.lock";

    /// <summary>Beside the lock, because a locked file cannot be read.</summary>
    private const string ProcessName = "run.pid";

    /// <summary>Null where nothing is written: of a finished run.</summary>
    private readonly Stream? held;

    private RunFolder(string path, RunFiles files, Stream? held)
    {
        (Path, Files, this.held) = (path, files, held);
        Checkpoints = new CheckpointStore(files, CheckpointsPath);
    }

    /// <summary>As the user gave it.</summary>
    public string Path { get; }

    public RunFiles Files { get; }

    public CheckpointStore Checkpoints { get; }

    public string ConfigPath => In(ConfigName);

    public string EnvironmentPath => In("environment.json");

    public string MetricsPath => In("metrics.jsonl");

    public string MemoryPath => In("memory.json");

    public string GenotypePath => In("genotype.json");

    public string NormalCellPath => In("cell-normal.svg");

    public string ReductionCellPath => In("cell-reduction.svg");

    public string AlphasPath => In("alphas.svg");

    public string CurvesPath => In("curves.svg");

    public string ReportPath => In("report.html");

    public string ResultPath => In(ResultName);

    public string CheckpointsPath => In("checkpoints");

    public bool IsFinished => File.Exists(ResultPath);

    /// <summary>A new run in a folder that does not exist or is empty. Write config.json first: from then on the run can be resumed.</summary>
    /// <exception cref="RunException">The folder is in use, finished, unfinished, foreign or cannot be written.</exception>
    public static RunFolder Create(string path, RunFiles? files = null)
    {
        RunFiles through = files ?? new RunFiles();
        if (!File.Exists(Of(path, LockName)) && RunFiles.HoldsAnything(path))
        {
            throw new RunException($"{path}: the folder is not empty and holds no run of NativeNas. Choose another folder with --out.");
        }

        through.CreateFolder(path);
        RunFolder folder = Locked(path, through);
        try
        {
            if (folder.IsFinished)
            {
                throw new RunException($"{path}: the folder holds a finished run. Choose another folder with --out.");
            }

            if (File.Exists(folder.ConfigPath))
            {
                throw new RunException($"{path}: the folder holds an unfinished run. Resume it with: nativenas resume {path} — or choose another folder with --out.");
            }

            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A new run, or one to go on with: what a program calls that may be stopped and started again.</summary>
    /// <exception cref="RunException">The folder is in use, finished, foreign or cannot be written.</exception>
    public static RunFolder CreateOrOpen(string path, RunFiles? files = null) =>
        File.Exists(Of(path, ConfigName)) && !File.Exists(Of(path, ResultName)) ? Open(path, files) : Create(path, files);

    /// <summary>A finished run to read, neither locked nor written; null where there is none.</summary>
    public static RunFolder? Finished(string path) =>
        File.Exists(Of(path, ConfigName)) && File.Exists(Of(path, ResultName)) ? new(path, new RunFiles(), null) : null;

    /// <summary>A run that exists, to go on with.</summary>
    /// <exception cref="RunException">The folder is absent, holds no run, or is in use.</exception>
    public static RunFolder Open(string path, RunFiles? files = null)
    {
        if (!File.Exists(Of(path, ConfigName)))
        {
            string what = Directory.Exists(path) ? $"the folder holds no run ({ConfigName} is missing)" : "there is no such folder";
            throw new RunException($"{path}: {what}. If a run was stopped before it had begun, start it again: its own command with --out {path}");
        }

        return Locked(path, files ?? new RunFiles());
    }

    /// <summary>Replaces a file of the run in one step.</summary>
    public void Write(string path, string text) => Files.Replace(path, text);

    public void Write(string path, JsonNode json) => Files.Replace(path, JsonText.Indented(json));

    /// <summary>Marks the run as finished; the last write of a run.</summary>
    public void Finish(JsonObject result) => Write(ResultPath, result);

    /// <summary>What <see cref="Finish"/> wrote.</summary>
    public JsonObject ReadResult()
    {
        try
        {
            return JsonNode.Parse(RunFiles.ReadText(ResultPath)) as JsonObject ?? throw new JsonException("no JSON object");
        }
        catch (JsonException broken)
        {
            throw new RunException($"{ResultPath}: not readable as JSON: {broken.Message} Delete it and resume the run.", broken);
        }
    }

    /// <summary>Frees the lock; the lock file stays, since deleting it would let two processes hold one each.</summary>
    public void Dispose()
    {
        if (held is not null)
        {
            Files.Forget(In(ProcessName));
            held.Dispose();
        }
    }

    private static RunFolder Locked(string path, RunFiles files)
    {
        Stream held = files.LockInTime(Of(path, LockName)) ?? throw new RunException(
            $"{path}: another process{Holder(path)} is using this run. Wait for it, or stop it and resume the run.");
        try
        {
            files.Replace(Of(path, ProcessName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new RunFolder(path, files, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static string Holder(string path)
    {
        try
        {
            return $" (process {int.Parse(File.ReadAllText(Of(path, ProcessName)), CultureInfo.InvariantCulture)})";
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return "";
        }
    }

    private static string Of(string path, string name) => System.IO.Path.Combine(path, name);

    private string In(string name) => Of(Path, name);
}
