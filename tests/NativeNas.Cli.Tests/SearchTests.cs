using System.Text.Json.Nodes;
using System.Xml.Linq;
using NativeNas.Kernels.Devices;
using NativeNas.Supernets.Genotypes;

namespace NativeNas.Cli.Tests;

public sealed class SearchTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public void A_search_leaves_a_whole_run_folder_and_one_object()
    {
        JsonObject result = shell.Json(["search", .. Shell.Tiny, "--out", shell["run"]]);
        Genotype genotype = Genotype.Parse(result["genotype"]!.ToJsonString());
        Assert.Equal(genotype.Hash, (string)result["genotypeHash"]!);
        Assert.Equal(64, ((string)result["runHash"]!).Length);
        Assert.InRange((double)result["accuracy"]!, 0, 1);
        Assert.True((double)result["seconds"]! > 0);
        Assert.Equal(shell["run"], (string)result["run"]!);
        Assert.Equal(genotype, Genotype.Parse(File.ReadAllText(In("genotype.json"))));

        foreach (string picture in (string[])["cell-normal.svg", "cell-reduction.svg", "alphas.svg", "curves.svg"])
        {
            Assert.Equal("svg", XDocument.Load(In(picture)).Root!.Name.LocalName);
        }

        foreach (string json in (string[])["config.json", "environment.json", "data.json", "result.json"])
        {
            Assert.IsType<JsonObject>(JsonNode.Parse(File.ReadAllText(In(json))));
        }

        Assert.All(File.ReadLines(In("metrics.jsonl")), line => Assert.IsType<JsonObject>(JsonNode.Parse(line)));
        Assert.Contains("test", File.ReadLines(In("metrics.jsonl")).Last());
        Assert.Contains("<svg", File.ReadAllText(In("report.html")));
        Assert.NotEmpty(Directory.GetFiles(In("checkpoints"), "*.safetensors"));
        Assert.Empty(Directory.GetFiles(shell["run"], "*.tmp", SearchOption.AllDirectories));

        JsonObject evaluated = shell.Json("evaluate", shell["run"]);
        Assert.Equal((double)result["accuracy"]!, (double)evaluated["accuracy"]!);
        Assert.Equal((double)result["loss"]!, (double)evaluated["loss"]!);
        Assert.Equal(
            "--threads many: threads is \"many\"; expected a whole number at least 0 and at most 1024.",
            shell.Refusal(2, "evaluate", shell["run"], "--threads", "many"));
        Assert.Contains("expects 10 of 3×8×8", shell.Refusal(1, "evaluate", shell["run"], "--data", Csv()));
        Assert.Equal((string)result["runHash"]!, (string)shell.Json("resume", shell["run"], "--out", shell["again.json"])["runHash"]!);
        Assert.Equal((string)result["runHash"]!, (string)JsonNode.Parse(File.ReadAllText(shell["again.json"]))!["runHash"]!);
        Assert.Contains("has the seed 1 and keeps it", shell.Refusal(2, "resume", shell["run"], "--seed", "2"));
        Assert.Equal(genotype.Hash, (string)shell.Json("show", shell["run"])["genotypeHash"]!);
    }

    [Fact]
    public void A_limit_of_memory_is_planned_noted_and_changes_no_bit()
    {
        string free = (string)shell.Json(["search", .. Shell.Tiny, "--out", shell["free"]])["runHash"]!;
        long peak = File.ReadLines(Path.Combine(shell["free"], "metrics.jsonl")).Max(line => (long?)JsonNode.Parse(line)!["memoryBytes"] ?? 0);
        Assert.Equal(free, (string)shell.Json(["search", .. Shell.Tiny, "--threads", "2", "--memory", $"{29_000_000 + (peak / 2)}", "--out", shell["run"]])["runHash"]!);
        JsonObject[] plans = [.. JsonNode.Parse(File.ReadAllText(In("memory.json")))!.AsArray().Select(plan => (JsonObject)plan!)];
        Assert.Contains(plans, plan => (string?)plan["pass"] == "training" && (bool)plan["gradients"]!);
        Assert.All(plans, plan => Assert.InRange((long)plan["peakBytes"]! + (long)plan["elsewhereBytes"]!, 1, (long)plan["limitBytes"]!));
        Assert.Equal(
            "--memory lots: memory is \"lots\"; expected unlimited, or bytes such as 512MB, 1.5GB or 800000000.",
            shell.Refusal(2, ["search", .. Shell.Tiny, "--memory", "lots"]));
    }

    [Fact]
    public void A_limit_that_is_too_small_is_refused_before_the_first_step_with_a_figure_that_works()
    {
        string free = (string)shell.Json(["search", .. Shell.Tiny, "--out", shell["free"]])["runHash"]!;
        string[] wide = ["--retrain-channels", "32", "--retrain-cells", "3", "--retrain-epochs", "1", "--retrain-batch", "20"];
        string[] limited = ["search", .. Shell.Tiny[..^8], .. wide, "--threads", "2", "--memory"];
        string refusal = shell.Refusal(1, [.. limited, "1MB", "--out", shell["run"]]);
        Assert.StartsWith("memory 1MB: this needs at least ", refusal, StringComparison.Ordinal);
        string narrow = shell.Refusal(1, ["search", .. Shell.Tiny, "--threads", "2", "--memory", "1MB", "--out", shell["narrow"]]);
        Assert.True(Figure(refusal) > Figure(narrow), $"{refusal} {narrow}");
        Assert.False(File.Exists(In("metrics.jsonl")) && File.ReadLines(In("metrics.jsonl")).Any());
        Assert.Equal(refusal.Replace("1MB", "2MB", StringComparison.Ordinal), shell.Refusal(1, "resume", shell["run"], "--memory", "2MB"));
        string figure = $"{Figure(refusal)}";
        Assert.Equal(64, ((string)shell.Json("resume", shell["run"], "--memory", figure)["runHash"]!).Length);
        Assert.StartsWith("memory 1MB: this needs at least ", shell.Refusal(1, "evaluate", shell["free"], "--memory", "1MB"), StringComparison.Ordinal);
        Assert.Equal(free, (string)shell.Json("resume", shell["free"])["runHash"]!);
        Assert.InRange((double)shell.Json("evaluate", shell["free"], "--threads", "2", "--memory", figure)["accuracy"]!, 0, 1);

        static long Figure(string refusal) => ByteCount.Parse(refusal.Split("at least ")[1].Split('.')[0])!.Value;
    }

    [Fact]
    public void A_network_that_changed_since_its_run_is_noticed()
    {
        Hash("search", "run", Shell.Tiny);
        byte[] bytes = File.ReadAllBytes(In("network.safetensors"));
        bytes[^3] ^= 1;
        File.WriteAllBytes(In("network.safetensors"), bytes);
        Assert.Contains("network.safetensors: the SHA-256 is", shell.Refusal(1, "evaluate", shell["run"]));
    }

    [Fact]
    public void The_device_of_a_run_is_kept_by_resume()
    {
        string whole = Hash("search", "whole", [.. Shell.Tiny, "--device", "cpu-scalar"]);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        shell.Run(stopped.Token, ["search", .. Shell.Tiny, "--device", "cpu-scalar", "--out", shell["run"]]);
        Assert.Equal("cpu-scalar", (string)JsonNode.Parse(File.ReadAllText(In("config.json")))!["device"]!);
        Assert.Equal(whole, (string)shell.Json("resume", shell["run"])["runHash"]!);
    }

    [Fact]
    public void Layer_by_layer_a_run_ends_close_to_one_with_fused_ops()
    {
        double fused = Loss("fused"), composed = Loss("run", "--fusion", "off");
        Assert.Equal("off", (string)JsonNode.Parse(File.ReadAllText(In("config.json")))!["fusion"]!);
        Assert.Equal(fused, composed, 0.01 * Math.Abs(fused));
        Assert.Equal(0, shell.Run("evaluate", shell["run"], "--fusion", "on").Code);

        double Loss(string name, params string[] more) => (double)shell.Json(["search", .. Shell.Tiny, .. more, "--out", shell[name]])["loss"]!;
    }

    [Fact]
    public void A_training_that_diverges_says_where_it_was_good_and_what_to_change()
    {
        string[] wild = ["--set", "retrain.learningRate=10", "--set", "retrain.weightDecay=1", "--set", "retrain.clipNorm=0", "--set", "checkpoint.everySteps=1"];
        string line = shell.Refusal(1, ["train", "all-skip", .. Shell.Tiny[..6], "--channels", "2", "--cells", "3", "--epochs", "60", "--batch", "8", .. wild, "--out", shell["run"]]);
        Assert.StartsWith(shell["run"] + ": ", line);
        Assert.Matches("The last good checkpoint is that of retrain step [1-9][0-9]*; start a new run with --set retrain.learningRate=2.5$", line);
    }

    [Fact]
    public void A_normalization_that_is_given_is_used_and_has_a_number_for_each_channel()
    {
        string computed = Hash("search", "computed", Shell.Tiny);
        Assert.NotEqual(computed, Hash("search", "run", [.. Shell.Tiny, "--set", "data.mean=0.5,0.4,0.3", "--set", "data.std=0.2,0.2,0.1"]));
        Assert.Equal("[0.5,0.4,0.3]", JsonNode.Parse(File.ReadAllText(In("data.json")))!["mean"]!.ToJsonString());
        Assert.Contains("for each of the 3 channels", shell.Refusal(1, ["search", .. Shell.Tiny, "--set", "data.mean=0.5", "--set", "data.std=1"]));
        Assert.Contains("expected both", shell.Refusal(1, ["search", .. Shell.Tiny, "--set", "data.std=1,1,1"]));
    }

    [Fact]
    public void Other_classes_than_the_runs_are_noticed()
    {
        string[] small = ["--channels", "2", "--cells", "3", "--epochs", "1", "--batch", "8"];
        Hash("train", "run", ["all-skip", .. small, "--data", Csv()]);
        string note = File.ReadAllText(In("data.json"));
        JsonNode changed = JsonNode.Parse(note)!;
        changed["classes"]![1] = "cat";
        File.WriteAllText(In("data.json"), changed.ToJsonString());
        Assert.Contains("expects 'cat'", shell.Refusal(1, "evaluate", shell["run"]));
        File.WriteAllText(In("data.json"), note);
        Assert.Equal(0, shell.Run("evaluate", shell["run"]).Code);
    }

    [Theory, InlineData("first"), InlineData("second")]
    public void Threads_and_an_interruption_change_no_bit(string order)
    {
        string whole = Hash("search", "one", [.. Shell.Tiny, "--order", order, "--threads", "1"]);
        Assert.Equal(whole, Hash("search", "two", [.. Shell.Tiny, "--order", order, "--threads", "2"]));

        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        (int code, _, string error) = shell.Run(stopped.Token, ["search", .. Shell.Tiny, "--order", order, "--out", shell["cut"]]);
        Assert.Equal(130, code);
        Assert.EndsWith($"interrupted; go on with: nativenas resume {shell["cut"]}\n", error);
        Assert.Equal(whole, (string)shell.Json("resume", shell["cut"], "--threads", "1")["runHash"]!);
        Assert.NotEqual(whole, Hash("search", "other", [.. Shell.Tiny, "--order", order, "--seed", "2"]));
    }

    [Fact]
    public void A_genotype_is_trained_again_after_an_interruption()
    {
        string[] tiny = [.. Shell.Tiny[..6], "--channels", "2", "--cells", "3", "--epochs", "1", "--batch", "8"];
        string whole = Hash("train", "whole", ["all-skip", .. tiny]);
        Assert.False(File.Exists(Path.Combine(shell["whole"], "alphas.svg")));

        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Equal(130, shell.Run(stopped.Token, ["train", "all-skip", .. tiny, "--out", shell["cut"]]).Code);
        JsonObject resumed = shell.Json("resume", shell["cut"]);
        Assert.Equal((whole, Genotype.AllSkip().Hash), ((string)resumed["runHash"]!, (string)resumed["genotypeHash"]!));
    }

    [Fact]
    public void A_finished_an_unfinished_and_a_foreign_folder_are_refused()
    {
        Hash("search", "done", Shell.Tiny);
        Assert.Contains("holds a finished run", shell.Refusal(1, ["search", .. Shell.Tiny, "--out", shell["done"]]));

        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        shell.Run(stopped.Token, ["search", .. Shell.Tiny, "--out", shell["cut"]]);
        Assert.Contains("holds an unfinished run", shell.Refusal(1, ["search", .. Shell.Tiny, "--out", shell["cut"]]));

        Directory.CreateDirectory(shell["foreign"]);
        File.WriteAllText(Path.Combine(shell["foreign"], "letter.txt"), "dear");
        Assert.Contains("holds no run of NativeNas", shell.Refusal(1, ["search", .. Shell.Tiny, "--out", shell["foreign"]]));
        Assert.Equal(["letter.txt"], Directory.GetFileSystemEntries(shell["foreign"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Without_a_name_runs_are_numbered()
    {
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        shell.Run(stopped.Token, ["search", .. Shell.Tiny]);
        shell.Run(stopped.Token, ["search", .. Shell.Tiny]);
        shell.Run(stopped.Token, ["train", "DARTS_V1", "--set", "data.shapesTrain=20", "--set", "data.shapesSize=8", "--seed", "4"]);
        Assert.Equal(
            ["search-shapes-seed1", "search-shapes-seed1-2", "train-shapes-seed4"],
            Directory.GetDirectories(shell["runs"]).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Data_that_cannot_be_read_leave_no_folder()
    {
        File.WriteAllText(shell["cut.csv"], "1,2,3,4,0\n1,2,3\n");
        string line = shell.Refusal(1, "search", "--data", "csv:" + shell["cut.csv"], "--out", shell["run"]);
        Assert.StartsWith(shell["cut.csv"], line);
        Assert.False(Path.Exists(shell["run"]));

        shell.Refusal(1, "search", "--data", "csv:" + shell["cut.csv"], "--out", shell["a/b/c"]);
        Assert.False(Path.Exists(shell["a"]));

        Directory.CreateDirectory(shell["empty"]);
        shell.Refusal(1, "search", "--data", "csv:" + shell["cut.csv"], "--out", shell["empty"]);
        Assert.Empty(Directory.GetFileSystemEntries(shell["empty"]));
    }

    [Fact]
    public void Images_that_changed_since_the_run_began_are_noticed()
    {
        string csv = Csv();
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Equal(130, shell.Run(stopped.Token, ["search", .. Shell.Tiny, "--data", csv, "--out", shell["run"]]).Code);
        File.AppendAllText(csv["csv:".Length..], "9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,9,0\n");
        Assert.Contains("the images changed since the run began", shell.Refusal(1, "resume", shell["run"]));
    }

    [Fact]
    public void Quiet_prints_the_result_alone()
    {
        (int code, string output, string error) = shell.Run(["search", .. Shell.Tiny, "--quiet", "--out", shell["run"]]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains("test accuracy", output);
        Assert.Contains(Path.Combine(shell["run"], "report.html"), output);
    }

    [Fact]
    public void Progress_without_a_terminal_is_plain_lines_on_standard_error()
    {
        (_, string output, string error) = shell.Run(["search", .. Shell.Tiny, "--out", shell["run"], "--json"]);
        Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain('\e', error);
        string last = error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last(line => line.StartsWith("search ", StringComparison.Ordinal));

        foreach (string part in (string[])["epoch 1/1", "step 2/2 (100 %)", "loss ", "accuracy ", "α entropy ", "memory ", "images/s ", "left 0:00"])
        {
            Assert.Contains(part, last);
        }
    }

    public void Dispose() => shell.Dispose();

    /// <summary>A source of 60 grey images of 4 × 4 in two classes.</summary>
    private string Csv()
    {
        string path = shell["images.csv"];
        File.WriteAllLines(path, Enumerable.Range(0, 60).Select(n => $"{n},{n % 7},3,4,5,6,7,8,9,10,11,12,13,14,15,{n % 5},{n % 2}"));
        return "csv:" + path;
    }

    private string Hash(string command, string name, string[] args) => (string)shell.Json([command, .. args, "--out", shell[name]])["runHash"]!;

    private string In(string name) => Path.Combine(shell["run"], name);
}
