using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using NativeNas.Cli.Conformance;
using NativeNas.Cli.Conformance.Cases;
using NativeNas.Data;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Cli.Tests.Conformance;

public class ConformanceRunTests
{
    private static readonly string good = new Line("Relu").In([3], -1, 2, 3).Out([3], 0, 2, 3).ToString();

    [Fact]
    public void A_wrong_number_fails_and_the_report_says_where()
    {
        ConformanceReport report = Line.Report(good, new Line("Relu").In([3], -1, 2, 3).Out([3], 0, 2.5, 3.1).ToString(), new Line("Erf").In([1], 0).Out([1], 0).ToString());
        JsonObject json = report.ToJson();

        Assert.Equal((1, 1, 1), (report.Passed, report.Failed, report.Unsupported));
        Assert.Equal((1, 1, 1), ((int)json["passed"]!, (int)json["failed"]!, (int)json["unsupported"]!));
        Assert.Equal(1, (int)json["byOperator"]!["Relu"]!["failed"]!);
        JsonNode failure = Assert.Single(json["failures"]!.AsArray())!;
        Assert.Equal(("test_Relu", "out0", 1), ((string)failure["test"]!, (string)failure["output"]!, (int)failure["index"]!));
        Assert.Equal((0.5, 2.5, 2.0), ((double)failure["maxError"]!, (double)failure["expected"]!, (double)failure["actual"]!));
        Assert.Equal("there is no operator for Erf", (string)json["unsupportedCases"]![0]!["reason"]!);
        Assert.Contains("2 of 3 numbers differ", report.ToTable(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_is_noticed_between_two_cases()
    {
        using Shell shell = new();
        File.WriteAllText(shell["cases.jsonl"], good + "\n");
        using CancellationTokenSource stop = new();
        stop.Cancel();
        (int code, string output, string error) = shell.Run(stop.Token, "conformance", shell["cases.jsonl"]);
        Assert.Equal((130, "", "interrupted\n"), (code, output, error));
        Assert.Equal(0, shell.Run("conformance", shell["cases.jsonl"], "--out", shell["report.json"]).Code);
        Assert.Equal(1, (int)JsonNode.Parse(File.ReadAllText(shell["report.json"]))!["passed"]!);
    }

    [Fact]
    public void A_guard_makes_a_case_unsupported_and_a_mistake_in_here_makes_it_fail()
    {
        ConformanceCase one = CaseText.Parse(good);
        Assert.Equal(Verdict.Unsupported, ConformanceRun.Judge(one, () => throw new ArgumentException("no such window")).Verdict);
        Assert.Equal(Verdict.Failed, ConformanceRun.Judge(one, () => throw new ArgumentOutOfRangeException("start")).Verdict);
        Assert.Equal(Verdict.Failed, ConformanceRun.Judge(one, () => throw new InvalidOperationException("empty")).Verdict);
    }

    [Fact]
    public void A_number_where_NaN_was_expected_fails_in_valid_JSON()
    {
        ConformanceReport report = Line.Report(new Line("Relu").In([1], 1).Out([1], double.NaN).ToString());
        Assert.Equal("NaN", (string)JsonNode.Parse(report.ToJson().ToJsonString())!["failures"]![0]!["expected"]!);
    }

    [Fact]
    public void A_wrong_shape_or_type_fails()
    {
        Assert.Contains("the shape is [1, 3]; expected [3]", new Line("Flatten").In([1, 3], 1, 2, 3).Out([3], 1, 2, 3).Outcome().Reason, StringComparison.Ordinal);
        Assert.Equal(Verdict.Failed, new Line("Relu").In([1], 1).Out([1], "int64", [1]).Outcome().Verdict);
        Assert.Equal(Verdict.Failed, new Line("Relu").In([1], "int64", [9000]).Out([1], "int64", [9001]).Outcome().Verdict);
    }

    [Fact]
    public void Errors_stay_within_a_thousandth()
    {
        Assert.Equal(Verdict.Passed, new Line("Relu").In([1], 1).Out([1], 1.0009).Outcome().Verdict);
        Assert.Equal(Verdict.Failed, new Line("Relu").In([1], 1).Out([1], 1.0012).Outcome().Verdict);
        Assert.Equal(Verdict.Failed, new Line("Relu").In([1], 1).Out([1], double.PositiveInfinity).Outcome().Verdict);
    }

    [Fact]
    public void Nodes_run_one_after_the_other()
    {
        string line = good.Replace(
            """{"op": "Relu", "in": ["in0"], "out": ["out0"], "attr": {}}""",
            """{"op": "Relu", "in": ["in0"], "out": ["t"], "attr": {}}, {"op": "Add", "in": ["t", "t"], "out": ["out0"]}""", StringComparison.Ordinal)
            .Replace("[0, 2, 3]", "[0, 4, 6]", StringComparison.Ordinal);
        CaseOutcome outcome = Assert.Single(Line.Report(line).Outcomes);
        Assert.Equal((Verdict.Passed, "Relu+Add"), (outcome.Verdict, outcome.Operator));
    }

    [Theory]
    [InlineData("{\"nodes\": [", "line 3: found no JSON")]
    [InlineData("[1]", "line 3: found Array; expected one case")]
    [InlineData("{}", "line 3: found no list 'nodes'")]
    [InlineData("""{"nodes": [{"op": "Relu", "in": ["x"], "out": ["y"]}], "input_tensors": [{"name": "x", "dtype": "float", "dims": [2], "data": [1]}], "output_tensors": []}""", "line 3: found 1 numbers in tensor 'x' of [2]; expected 2.")]
    [InlineData("""{"nodes": [{"op": "Relu", "in": ["x"], "out": ["y"]}], "input_tensors": [{"name": "x", "dtype": "float", "dims": [1], "data": ["one"]}], "output_tensors": []}""", "line 3: found \"one\" in tensor 'x'; expected a number.")]
    public void A_bad_line_is_named(string line, string expected) =>
        Assert.Contains(expected, Assert.Throws<DataException>(() => Line.Report(good, "", line)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_no_case_is_refused() =>
        Assert.Contains("found no case", Assert.Throws<DataException>(() => Line.Report("", " ")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_packed_file_runs_and_a_truncated_or_missing_one_is_refused()
    {
        string path = Path.Join(Path.GetTempPath(), $"{Path.GetRandomFileName()}.jsonl.gz");
        using CpuDevice device = new(1);
        using MemoryStream packed = new();

        using (GZipStream stream = new(packed, CompressionMode.Compress, leaveOpen: true))
        {
            stream.Write(Encoding.UTF8.GetBytes(good));
        }

        try
        {
            File.WriteAllBytes(path, packed.ToArray());
            Assert.Equal(1, ConformanceRun.Of(path, device).Passed);
            File.WriteAllBytes(path, packed.ToArray()[..^20]);
            Assert.Contains("expected a whole gzip file", Assert.Throws<DataException>(() => ConformanceRun.Of(path, device)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Contains("no such file", Assert.Throws<DataException>(() => ConformanceRun.Of(path, device)).Message, StringComparison.Ordinal);
    }
}
