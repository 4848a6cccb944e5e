using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NativeNas.Workloads;

namespace NativeNas.Benchmarks.Paired;

/// <summary>A peer program that runs a named workload once for every line it reads: <c>NAME MODE</c> → <c>{"ms": …}</c>, or <c>{"error": …}</c>.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly string command;
    private readonly Process process;
    private volatile string lastComplaint = "";

    private PeerProcess(string command, Process process)
    {
        (this.command, this.process) = (command, process);
        process.ErrorDataReceived += (_, line) => lastComplaint = string.IsNullOrWhiteSpace(line.Data) ? lastComplaint : line.Data.Trim();
        process.BeginErrorReadLine();
    }

    /// <param name="command">The program and its arguments; <c>--serve</c> is added. It finds the number of threads in NT.</param>
    /// <exception cref="BenchmarkException">It cannot start.</exception>
    public static PeerProcess Start(string command, int threads)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(command)];

        if (words.Length == 0)
        {
            throw new BenchmarkException("The peer's command is empty; give a program with --peer.");
        }

        string program = File.Exists(words[0]) ? Path.GetFullPath(words[0]) : words[0];
        ProcessStartInfo start = new(program, [.. words[1..], "--serve"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NT"] = threads.ToString(CultureInfo.InvariantCulture);

        try
        {
            return new(command, Process.Start(start)!);
        }
        catch (Win32Exception e)
        {
            throw new BenchmarkException($"The peer '{command}' cannot start: {e.Message}");
        }
    }

    /// <summary>What the peer last said of itself: on what and how precisely it computes; empty where it says nothing.</summary>
    public string About { get; private set; } = "";

    /// <summary>How it ended, or null while it answers.</summary>
    public string? End { get; private set; }

    /// <summary>Milliseconds of one run. The first run of a name and mode comes after the peer's own warm-up.</summary>
    /// <exception cref="BenchmarkException">The peer cannot run it, ended, or answered something else.</exception>
    public double Run(string name, Mode mode) => Answer(name, mode, "ms");

    /// <summary>One number of the answer to a run.</summary>
    /// <exception cref="BenchmarkException">The peer cannot run it, ended, or answered something else.</exception>
    public double Answer(string name, Mode mode, string field)
    {
        string? answer = Exchange($"{name} {mode.Name}") ?? throw Ended();

        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);

            if (document.RootElement.TryGetProperty("error", out JsonElement error))
            {
                throw new BenchmarkException($"The peer cannot run '{name} {mode.Name}': {error.GetString()}");
            }

            About = document.RootElement.TryGetProperty("about", out JsonElement about) ? about.GetString() ?? "" : "";
            double number = document.RootElement.GetProperty(field).GetDouble();
            return number > 0 ? number : throw Misunderstood(name, mode, answer, field);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Misunderstood(name, mode, answer, field);
        }
    }

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything; there is nothing left to tell it.
        }

        if (!process.WaitForExit(TimeSpan.FromSeconds(2)))
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private string? Exchange(string request)
    {
        try
        {
            process.StandardInput.Write(request + '\n');
            process.StandardInput.Flush();
            return process.StandardOutput.ReadLine();
        }
        catch (IOException)
        {
            return null;
        }
    }

    private BenchmarkException Ended()
    {
        if (!process.WaitForExit(TimeSpan.FromSeconds(2)))
        {
            End = $"The peer '{command}' closed its output.";
            return new(End);
        }

        process.WaitForExit();
        End = $"The peer '{command}' ended with exit code {process.ExitCode}: {(lastComplaint.Length == 0 ? "it said nothing" : lastComplaint)}";
        return new(End);
    }

    private BenchmarkException Misunderstood(string name, Mode mode, string answer, string field) =>
        new($"The peer '{command}' answered '{name} {mode.Name}' with '{answer}'; expected one line {{\"{field}\": …}}.");
}
