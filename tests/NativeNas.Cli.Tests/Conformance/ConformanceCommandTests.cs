using System.Text.Json.Nodes;

namespace NativeNas.Cli.Tests.Conformance;

public sealed class ConformanceCommandTests : IDisposable
{
    private readonly Shell shell = new();

    [Fact]
    public void A_failed_case_fails_the_command_and_the_last_line_is_one_object()
    {
        string path = shell["cases.jsonl"], report = shell["report.json"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string good = new Line("Relu").In([1], -1).Out([1], 0).ToString();
        File.WriteAllText(path, good);
        Assert.Equal((0, "passed 1  failed 0  unsupported 0\n", ""), shell.Run("conformance", path, "--quiet"));
        File.AppendAllText(path, "\n" + new Line("Relu").In([1], 1).Out([1], 2));
        (int code, string output, _) = shell.Run("conformance", path, "--json", "--out", report);
        JsonNode found = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
        Assert.Equal((1, 1, 1), (code, (int)found["passed"]!, (int)found["failed"]!));
        Assert.Equal(output.TrimEnd(), File.ReadAllText(report).TrimEnd());
        Assert.Contains("all             1        1            0", shell.Run("conformance", path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_is_one_line_of_error()
    {
        string path = shell["bad.jsonl"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{");
        (int code, _, string error) = shell.Run("conformance", path);
        Assert.Equal(1, code);
        Assert.Contains("bad.jsonl, line 1: found no JSON", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => shell.Dispose();
}
