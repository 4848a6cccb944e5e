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
    private const string LockName = "run.lock";

    /// <summary>Beside the lock, because a locked file cannot be read.</summary>
    private const string ProcessName = "run.pid";

    private readonly Stream held;

    private RunFolder(string path, RunFiles files, Stream held)
    {
        (Path, Files, this.held) = (path, files, held);
        Checkpoints = new CheckpointStore(files, CheckpointsPath);
    }

    /// <summary>As the user gave it.</summary>
    public string Path { get; }

    public RunFiles Files { get; }

    public CheckpointStore Checkpoints { get; }

    public string ConfigPath => In("config.json");

    public string EnvironmentPath => In("environment.json");

    public string MetricsPath => In("metrics.jsonl");

    public string GenotypePath => In("genotype.json");

    public string NormalCellPath => In("cell-normal.svg");

    public string ReductionCellPath => In("cell-reduction.svg");

    public string AlphasPath => In("alphas.svg");

    public string CurvesPath => In("curves.svg");

    public string ReportPath => In("report.html");

    public string ResultPath => In("result.json");

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

    /// <summary>A run that exists, to resume when it is unfinished or to show its result when it is finished.</summary>
    /// <exception cref="RunException">The folder is absent, holds no run, or is in use.</exception>
    public static RunFolder Open(string path, RunFiles? files = null)
    {
        if (!File.Exists(Of(path, "config.json")))
        {
            string what = Directory.Exists(path) ? "the folder holds no run (config.json is missing)" : "there is no such folder";
            throw new RunException($"{path}: {what}. Name the --out folder of a run.");
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
        Files.Forget(In(ProcessName));
        held.Dispose();
    }

    private static RunFolder Locked(string path, RunFiles files)
    {
        Stream held = files.TryLock(Of(path, LockName)) ?? throw new RunException(
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
