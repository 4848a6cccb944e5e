using NativeNas.Search.Runs;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Runs;

/// <summary>Begins a run: from the first moment on its folder can be resumed, and until it is kept it can be taken back.</summary>
internal static class NewRun
{
    /// <summary>The folder with config.json and environment.json.</summary>
    /// <param name="made">Folders that did not exist before, the run's own first.</param>
    /// <exception cref="RunException">The folder is taken or cannot be written; folders made here are gone again.</exception>
    public static RunFolder Create(string path, RunSettings settings, out IReadOnlyList<string> made)
    {
        made = [.. Missing(path)];
        RunFolder? folder = null;

        try
        {
            folder = RunFolder.Create(path);
            folder.Write(folder.ConfigPath, SettingsText.Write(settings));
            folder.Write(folder.EnvironmentPath, RunEnvironment.Describe());
            return folder;
        }
        catch
        {
            Discard(folder, made);
            throw;
        }
    }

    /// <summary>Takes a run back that did not come to its first step.</summary>
    /// <param name="folder">Null when not even the folder could be made.</param>
    /// <param name="made">Folders that go, too, unless they hold something else.</param>
    public static void Discard(RunFolder? folder, IReadOnlyList<string> made)
    {
        folder?.Dispose();

        try
        {
            foreach (string name in folder is null ? [] : (string[])["config.json", "environment.json", DataNote.FileName, "run.lock"])
            {
                File.Delete(Path.Combine(folder!.Path, name));
            }

            foreach (string one in made.Where(Directory.Exists))
            {
                Directory.Delete(one);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What led here is the error to report; what stays behind is a folder that --out names again at once.
        }
    }

    private static IEnumerable<string> Missing(string path)
    {
        for (string? folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)); folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }

    /// <summary>Such as runs/search-shapes-seed1, with the first number behind it that is free.</summary>
    /// <param name="root">The folder of runs.</param>
    /// <param name="command">search or train.</param>
    public static string FreePath(string root, string command, RunSettings settings)
    {
        string name = Path.Combine(root, $"{command}-{Word(settings.Data.Source)}-seed{settings.Seed}");
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? name : $"{name}-{number}")
            .First(path => !Path.Exists(path));
    }

    /// <summary>The last part of a source's path, of letters, digits and dashes.</summary>
    private static string Word(string source)
    {
        string last = Path.GetFileName(source[(source.IndexOf(':') + 1)..].TrimEnd('/', '\\'));
        string word = string.Concat(last.Split('.')[0].Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return word.Length == 0 ? "data" : word;
    }
}
