using System.Diagnostics;
using System.Text.Json.Nodes;
using NativeNas.Kernels.Random;

namespace NativeNas.Cli.Tests;

/// <summary>The built program as a process of its own, killed without warning.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 8;

    private static readonly string[] Args =
    [
        "--set", "data.shapesSize=8", "--set", "data.shapesTrain=200", "--set", "data.shapesTest=20", "--set", "checkpoint.everySeconds=0.1",
        "--channels", "2", "--cells", "3", "--nodes", "2", "--set", "search.epochs=4", "--batch", "8", "--order", "second",
        "--retrain-channels", "2", "--retrain-cells", "3", "--retrain-epochs", "4", "--retrain-batch", "8", "--threads", "1", "--json",
    ];

    private readonly Shell shell = new();
    private readonly List<Process> started = [];

    [Fact]
    public void A_run_killed_at_many_moments_ends_with_the_same_bits()
    {
        (int code, string output) = Finish(["search", .. Args, "--out", shell["whole"]]);
        Assert.Equal(0, code);
        Rng rng = new Rng(7).At("kills");
        string[] next = ["search", .. Args, "--out", shell["killed"]];
        int interrupted = 0;

        for (int kill = 0; kill < Kills; kill++)
        {
            Process process = Started(next);
            bool ended = process.WaitForExit(TimeSpan.FromMilliseconds(300 + rng.Below(900, kill)));
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            interrupted += ended ? 0 : 1;
            next = File.Exists(Path.Combine(shell["killed"], "config.json")) ? ["resume", shell["killed"], "--json"] : next;
        }

        Assert.InRange(interrupted, 2, Kills);
        Assert.Equal(0, Finish(next).Code);
        (_, string resumed) = Finish(["resume", shell["killed"], "--json"]);
        JsonNode expected = JsonNode.Parse(output)!, actual = JsonNode.Parse(resumed)!;
        Assert.Equal((string)expected["runHash"]!, (string)actual["runHash"]!);
        Assert.Equal((double)expected["accuracy"]!, (double)actual["accuracy"]!);
        Assert.Equal(Steps(shell["whole"]), Steps(shell["killed"]));
    }

    [Fact]
    public async Task A_signal_to_terminate_writes_a_checkpoint_and_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM to send.");
        Process process = Started(["search", .. Args, "--set", "search.epochs=10000", "--out", shell["run"]]);
        Task<string> error = process.StandardError.ReadToEndAsync();
        SpinWait.SpinUntil(() => File.Exists(Path.Combine(shell["run"], "metrics.jsonl")), TimeSpan.FromSeconds(20));
        using Process kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);    // built in there, where no package brings kill
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.Equal(130, process.ExitCode);
        Assert.EndsWith($"interrupted; go on with: nativenas resume {shell["run"]}\n", await error);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(shell["run"], "checkpoints"), "*.json"));
    }

    /// <summary>No process outlives a test, not even one that failed.</summary>
    public void Dispose()
    {
        foreach (Process process in started)
        {
            using (process)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }

        shell.Dispose();
    }

    private Process Started(IEnumerable<string> args)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "nativenas.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        started.Add(process);
        return process;
    }

    private (int Code, string Output) Finish(IEnumerable<string> args)
    {
        Process process = Started(args);
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        return (process.ExitCode, output);
    }

    /// <summary>Phase, step, loss and accuracy of each line of the log.</summary>
    private static IEnumerable<string> Steps(string run) => File.ReadLines(Path.Combine(run, "metrics.jsonl"))
        .Select(line => JsonNode.Parse(line)!)
        .Select(line => $"{line["phase"]} {line["step"]} {line["loss"]} {line["accuracy"]}");
}
