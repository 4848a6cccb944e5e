using System.Globalization;
using NativeNas.Cli.Conformance;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Cli.Tests.Conformance;

/// <summary>One case written by hand, and what becomes of it.</summary>
internal sealed class Line(string op, int opset = 22, string attributes = "{}")
{
    private readonly List<string> inputs = [], given = [], outputs = [], expected = [];

    public Line In(int[] dims, params double[] data) => In(dims, "float", data);

    public Line In(int[] dims, string type, double[] data)
    {
        string name = $"in{inputs.Count}";
        inputs.Add(name);
        given.Add(Tensor(name, type, dims, data));
        return this;
    }

    /// <summary>An input that is left out.</summary>
    public Line None()
    {
        inputs.Add("");
        return this;
    }

    public Line Out(int[] dims, params double[] data) => Out(dims, "float", data);

    public Line Out(int[] dims, string type, double[] data)
    {
        string name = $"out{outputs.Count}";
        outputs.Add(name);
        expected.Add(Tensor(name, type, dims, data));
        return this;
    }

    public override string ToString() =>
        $$"""{"suite": "own", "test": "test_{{op}}", "opset": [["", {{opset}}]], "nodes": [{"op": "{{op}}", "in": {{List(inputs)}}, "out": {{List(outputs)}}, "attr": {{attributes}}}], "initializers": [], "inputs": {{List(inputs)}}, "outputs": {{List(outputs)}}, "input_tensors": [{{string.Join(", ", given)}}], "output_tensors": [{{string.Join(", ", expected)}}]}""";

    public CaseOutcome Outcome()
    {
        ConformanceReport report = Report(ToString());
        return Assert.Single(report.Outcomes);
    }

    public void Passes()
    {
        CaseOutcome outcome = Outcome();
        Assert.True(outcome.Verdict == Verdict.Passed, outcome.ToString());
    }

    public void IsUnsupported(string reason)
    {
        CaseOutcome outcome = Outcome();
        Assert.Equal(Verdict.Unsupported, outcome.Verdict);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    public static ConformanceReport Report(params string[] lines)
    {
        string path = Path.GetTempFileName();

        try
        {
            File.WriteAllLines(path, lines);
            using CpuDevice device = new(1);
            return ConformanceRun.Of(path, device);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string List(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]";

    private static string Tensor(string name, string type, int[] dims, double[] data) =>
        $$"""{"name": "{{name}}", "dtype": "{{type}}", "dims": [{{string.Join(", ", dims)}}], "data": [{{string.Join(", ", data.Select(Number))}}]}""";

    private static string Number(double value) =>
        double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : $"\"{value.ToString(CultureInfo.InvariantCulture)}\"";
}
