using System.CommandLine;
using System.Text.Json.Nodes;
using NativeNas.Search.Settings;

namespace NativeNas.Cli.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly Shell shell = new();

    [Theory]
    [InlineData(2, "Unrecognized command or argument '--foo'. See: nativenas search --help", "search", "--foo")]
    [InlineData(2, "Unrecognized command or argument 'serch'. See: nativenas --help", "serch")]
    [InlineData(2, "Required argument 'GENOTYPE' missing for command: 'train'. See: nativenas train --help", "train")]
    [InlineData(2, "--channels nine: search.channels is \"nine\"; expected a whole number at least 1 and at most 1024.", "search", "--channels", "nine")]
    [InlineData(2, "--seed -1: seed is -1; expected a whole number at least 0.", "search", "--seed", "-1")]
    [InlineData(2, "--order third: search.order is \"third\"; expected one of first, second.", "search", "--order", "third")]
    [InlineData(2, "--set search.cell=3: unknown key 'search.cell'; did you mean 'search.cells'?", "search", "--set", "search.cell=3")]
    [InlineData(2, "--device tpu: device is \"tpu\"; expected cpu, cpu-scalar, auto, or a GPU: cuda:0, cuda:1 …, opencl:0 … or ilgpu-cpu (see: nativenas devices).", "search", "--device", "tpu")]
    [InlineData(2, "cpu computes in fp32; precision tf32 is for CUDA devices", "search", "--precision", "tf32")]
    [InlineData(2, "--precision fp16: precision is \"fp16\"; expected one of fp32, tf32, bf16.", "search", "--precision", "fp16")]
    [InlineData(2, "--fusion maybe: fusion is \"maybe\"; expected one of on, off.", "search", "--fusion", "maybe")]
    [InlineData(2, "data source 'floppy:a': found no such form; expected shapes, idx:DIR, cifar10:PATH, cifar100:PATH, images:DIR, csv:FILE or csv:TRAIN,TEST.", "search", "--data", "floppy:a")]
    [InlineData(2, "'DARTS_V9' is no genotype and no file; expected a name (DARTS_V1, DARTS_V2, all-skip), random:SEED (a uniform draw), a genotype file, a run folder or JSON.", "train", "DARTS_V9")]
    [InlineData(2, "'random:x' names no draw; expected random: and a whole number that is not negative, such as random:1.", "train", "random:x")]
    [InlineData(1, "nowhere: there is no such folder. If a run was stopped before it had begun, start it again: its own command with --out nowhere", "resume", "nowhere")]
    [InlineData(1, "nowhere: there is no such folder; name the --out folder of a run.", "evaluate", "nowhere")]
    [InlineData(2, "--cell goes with --as text, dot or svg; the JSON of a genotype holds both cells.", "show", "DARTS_V1", "--as", "json", "--cell", "normal")]
    public void Wrong_usage_is_one_line(int code, string line, params string[] args)
    {
        Assert.Equal(line, shell.Refusal(code, args));
        Assert.False(Directory.Exists(shell["runs"]));
    }

    [Fact]
    public void With_json_a_failure_is_an_object_on_standard_output()
    {
        (int code, string output, string error) = shell.Run("resume", "nowhere", "--json");
        Assert.Equal(1, code);
        string message = (string)JsonNode.Parse(output)!["error"]!;
        Assert.Equal($"error: {message}\n", error);
    }

    [Fact]
    public void Every_command_takes_the_common_options()
    {
        RootCommand root = new Application(new(TextWriter.Null, TextWriter.Null)).Root;
        IEnumerable<Command> commands = root.Subcommands.SelectMany(command => command.Subcommands.Count > 0 ? command.Subcommands : [command]);
        IEnumerable<string> missing =
            from command in commands
            from name in (string[])["--json", "--seed", "--threads", "--out", "--quiet"]
            where !command.Options.Any(option => option.Name == name && option.Description?.Length > 10)
            select $"{command.Name} {name}";
        Assert.Empty(missing);
        Assert.Equal(2, shell.Run("devices", "--seed", "one").Code);
    }

    [Theory]
    [InlineData("config", "schema")]
    [InlineData("config", "show")]
    [InlineData("devices")]
    [InlineData("show")]
    [InlineData("show", "DARTS_V2")]
    public void With_out_and_json_the_file_is_written_and_the_object_printed(params string[] args)
    {
        JsonObject plain = shell.Json(args);
        Assert.Equal(plain.ToJsonString(), shell.Json([.. args, "--out", shell["file"]]).ToJsonString());
        Assert.True(new FileInfo(shell["file"]).Length > 0);
    }

    [Fact]
    public void A_guard_speaks_to_the_user_and_a_mistake_in_here_is_called_unexpected()
    {
        using StringWriter output = new(), error = new();
        Failures failures = new(new(output, error), json: false);
        Assert.Equal(1, failures.Report(new ArgumentException("A shape has extents.")));
        Assert.Equal(1, failures.Report(new ArgumentNullException("x")));
        Assert.StartsWith("error: A shape has extents.\nerror: unexpected ArgumentNullException: ", error.ToString());
    }

    [Fact]
    public void An_output_file_that_cannot_be_written_is_one_line() =>
        Assert.Contains(shell["no"], shell.Refusal(1, "devices", "--out", shell["no/such/file"]));

    [Fact]
    public void Options_win_over_set_which_wins_over_the_file_which_wins_over_defaults()
    {
        File.WriteAllText(shell["run.json"], """{ "seed": 5, "search": { "cells": 5, "nodes": 3, "channels": 6 /* few */ } }""");
        JsonObject read = shell.Json("config", "show", "--config", shell["run.json"], "--cells", "7", "--set", "search.cells=6", "--set", "search.nodes=2", "--retrain-batch", "10");
        Assert.Equal((5, 7, 2, 6, new SearchSettings().Epochs, 10), (
            (int)read["seed"]!, (int)read["search"]!["cells"]!, (int)read["search"]!["nodes"]!, (int)read["search"]!["channels"]!,
            (int)read["search"]!["epochs"]!, (int)read["retrain"]!["batch"]!));
    }

    [Fact]
    public void A_preset_is_written_with_comments_that_can_be_read_back()
    {
        Assert.Equal(0, shell.Run("config", "show", "--preset", "darts", "--out", shell["darts.json"]).Code);
        Assert.Contains("// Cells of the supernet", File.ReadAllText(shell["darts.json"]));
        JsonObject read = shell.Json("config", "show", "--config", shell["darts.json"]);
        Assert.Equal((50, 36, 20, 600), (
            (int)read["search"]!["epochs"]!, (int)read["retrain"]!["channels"]!, (int)read["retrain"]!["cells"]!, (int)read["retrain"]!["epochs"]!));
        Assert.Equal(
            "--config and --preset are two starting points; give one of them.",
            shell.Refusal(2, "config", "show", "--config", shell["darts.json"], "--preset", "quick"));
    }

    [Fact]
    public void The_schema_is_JSON_and_describes_the_settings() =>
        Assert.Equal("object", (string)shell.Json("config", "schema")["properties"]!["search"]!["type"]!);

    public void Dispose() => shell.Dispose();
}
