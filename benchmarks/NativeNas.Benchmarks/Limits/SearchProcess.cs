using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;

namespace NativeNas.Benchmarks.Limits;

/// <summary>A fresh search in a folder of its own, watched until it has taken its steps, then ended.</summary>
internal static class SearchProcess
{
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(20);

    /// <summary>The program that was built beside this one.</summary>
    public static string Built => $"dotnet \"{Path.Combine(AppContext.BaseDirectory, "nativenas.dll")}\"";

    /// <exception cref="BenchmarkException">It cannot start, or it ended for another reason than the limit.</exception>
    public static LimitedSearch Run(string program, SearchSize size, string figure)
    {
        string folder = Directory.CreateTempSubdirectory("limits-").FullName;

        try
        {
            string run = Path.Combine(folder, "run");
            using Process process = Start(program, [.. size.Arguments, "--memory", figure, "--out", run]);

            try
            {
                return Watched(process, Path.Combine(run, "metrics.jsonl"), size, figure);
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(program)];

        if (words.Length == 0)
        {
            throw new BenchmarkException("The program to search with is empty; give one with --nativenas.");
        }

        ProcessStartInfo start = new(words[0], [.. words[1..], .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new BenchmarkException($"'{program}' cannot start: {e.Message}");
        }
    }

    private static LimitedSearch Watched(Process process, string metrics, SearchSize size, string figure)
    {
        string said = "";
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => said = string.IsNullOrWhiteSpace(line.Data) ? said : line.Data;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        long peak = 0;
        SearchSteps taken = new();
        bool ended = false;

        while (taken.Count < size.Steps && !ended)
        {
            ended = process.WaitForExit(Watch);
            process.Refresh();
            peak = Math.Max(peak, Peak(process));
            taken = SearchSteps.Read(metrics, size.Steps);
        }

        if (taken.Count == size.Steps)
        {
            return new(figure, peak, taken.Milliseconds(size.ImagesAStep), taken.Losses);
        }

        process.WaitForExit();
        said = said.Length > 0 ? said.Replace("error: ", "", StringComparison.Ordinal) : $"exit code {process.ExitCode} and not a word";
        return figure != LimitedSearch.Unlimited && taken.Count == 0 && process.ExitCode != 0
            ? new(figure, peak, [], [], said)
            : throw new BenchmarkException($"The search with --memory {figure} ended after {taken.Count} of {size.Steps} steps: {said}");
    }

    /// <summary>0 from the moment on when it has ended.</summary>
    private static long Peak(Process process)
    {
        try
        {
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }
}
