using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Benchmarks.Limits;

namespace NativeNas.Benchmarks.Tests;

public sealed class LimitsTests : IDisposable
{
    private static readonly SearchSize size = new("shapes", Channels: 2, Cells: 3, Batch: 4, Steps: 3, Threads: 2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("limits");

    [Fact]
    public void Searches_are_ended_after_their_steps_and_their_losses_agree()
    {
        LimitsTable table = LimitsCommand.Measure(SearchProcess.Built, size, ["500MB", "1KB"], 1, TextWriter.Null);
        JsonNode json = table.Page("").Json, limited = json["search/500MB"]!["step"]!;
        Assert.True(table.Agrees);
        Assert.True(limited["same"]!.GetValue<bool>());
        Assert.InRange(limited["peakMb"]!.GetValue<double>(), 10, 2000);
        Assert.Equal(limited["peakMb"]!.GetValue<double>() - 500, limited["overMb"]!.GetValue<double>(), 1e-9);
        Assert.Contains("memory", json["search/1KB"]!["refused"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_is_what_the_rates_say_and_another_loss_is_seen()
    {
        LimitsTable table = LimitsCommand.Measure(Program("2.25"), size, ["1GB"], 2, TextWriter.Null);
        JsonNode json = table.Page("").Json;
        Assert.False(table.Agrees);
        Assert.Equal(500, json["search/unlimited"]!["step"]!["ms"]!.GetValue<double>(), 1e-9);
        Assert.Equal(1, json["search/1GB"]!["step"]!["ratio"]!.GetValue<double>(), 1e-9);
        Assert.Contains(" | 500 | 1.00 | **other** |\n", table.Page("").Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_ends_too_early_is_an_error()
    {
        BenchmarkException early = Assert.Throws<BenchmarkException>(() => SearchProcess.Run(Program("2.5"), size with { Steps = 4 }, LimitedSearch.Unlimited));
        Assert.EndsWith("ended after 3 of 4 steps: no more steps", early.Message, StringComparison.Ordinal);
        Assert.Throws<BenchmarkException>(() => SearchProcess.Run(Path.Combine(folder.FullName, "missing"), size, LimitedSearch.Unlimited));
        Assert.NotEmpty(Commands.Root(TimeProvider.System).Parse("limits much").Errors);
    }

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Three steps of eight images, half a second each after one of a second, whose last loss under a limit is given; then a last word.</summary>
    private string Program(string loss)
    {
        string script = Path.Combine(folder.FullName, "nativenas.sh");
        File.WriteAllText(
            script,
            $$"""
            while [ $# -gt 0 ]; do
              case "$1" in --out) out="$2";; --memory) memory="$2";; esac
              shift
            done
            mkdir "$out"
            last={{loss}}
            [ "$memory" = unlimited ] && last=2.5
            echo '{"step":0,"phase":"search","loss":2.5,"imagesPerSecond":8}' > "$out/metrics.jsonl"
            echo '{"step":0,"phase":"validation","loss":2.5}' >> "$out/metrics.jsonl"
            echo '{"step":1,"phase":"search","loss":2.5,"imagesPerSecond":10.666666666666666}' >> "$out/metrics.jsonl"
            echo '{"step":2,"phase":"search","loss":'$last',"imagesPerSecond":12}' >> "$out/metrics.jsonl"
            sleep 0.3
            echo 'error: no more steps' >&2
            exit 1
            """);
        return $"sh \"{script}\"";
    }
}
