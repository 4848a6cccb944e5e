using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace NativeNas.Cli.Conformance;

/// <summary>What became of the cases of a file on a device.</summary>
public sealed class ConformanceReport(string file, string device, IReadOnlyList<CaseOutcome> outcomes)
{
    public IReadOnlyList<CaseOutcome> Outcomes { get; } = outcomes;

    public int Passed => Count(Outcomes, Verdict.Passed);

    public int Failed => Count(Outcomes, Verdict.Failed);

    public int Unsupported => Count(Outcomes, Verdict.Unsupported);

    public IEnumerable<CaseOutcome> Failures => Outcomes.Where(outcome => outcome.Verdict == Verdict.Failed);

    public IEnumerable<CaseOutcome> Gaps => Outcomes.Where(outcome => outcome.Verdict == Verdict.Unsupported);

    public SortedDictionary<string, OperatorCount> ByOperator
    {
        get
        {
            SortedDictionary<string, OperatorCount> counts = new(StringComparer.Ordinal);

            foreach (IGrouping<string, CaseOutcome> cases in Outcomes.GroupBy(outcome => outcome.Operator))
            {
                counts[cases.Key] = new(Count(cases, Verdict.Passed), Count(cases, Verdict.Failed), Count(cases, Verdict.Unsupported));
            }

            return counts;
        }
    }

    /// <summary>{file, device, passed, failed, unsupported, byOperator, failures, unsupportedCases}; NaN and infinities are texts.</summary>
    public JsonObject ToJson()
    {
        JsonObject operators = [];

        foreach ((string name, OperatorCount count) in ByOperator)
        {
            operators[name] = new JsonObject { ["passed"] = count.Passed, ["failed"] = count.Failed, ["unsupported"] = count.Unsupported };
        }

        return new()
        {
            ["file"] = file,
            ["device"] = device,
            ["passed"] = Passed,
            ["failed"] = Failed,
            ["unsupported"] = Unsupported,
            ["byOperator"] = operators,
            ["failures"] = new JsonArray([.. Failures.Select(Failure)]),
            ["unsupportedCases"] = new JsonArray([.. Gaps.Select(gap => new JsonObject { ["test"] = gap.Test, ["operator"] = gap.Operator, ["reason"] = gap.Reason })]),
        };
    }

    /// <summary>A line an operator, then every failure and every unsupported case with its reason.</summary>
    public string ToTable()
    {
        SortedDictionary<string, OperatorCount> counts = ByOperator;
        int width = Math.Max(8, counts.Keys.Max(name => name.Length));
        StringBuilder text = new();
        Row("operator", "passed", "failed", "unsupported");

        foreach ((string name, OperatorCount count) in counts)
        {
            Row(name, Text(count.Passed), Text(count.Failed), Text(count.Unsupported));
        }

        Row("all", Text(Passed), Text(Failed), Text(Unsupported));
        List("failed", Failures);
        List("unsupported", Gaps);
        return text.ToString();

        void Row(string name, string passed, string failed, string unsupported) =>
            text.Append(name.PadRight(width)).Append(passed.PadLeft(9)).Append(failed.PadLeft(9)).Append(unsupported.PadLeft(13)).Append('\n');

        void List(string title, IEnumerable<CaseOutcome> cases)
        {
            foreach (CaseOutcome outcome in cases)
            {
                text.Append(title).Append("  ").Append(outcome.Test).Append(" (").Append(outcome.Operator).Append("): ").Append(outcome.Reason).Append('\n');
            }
        }
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static int Count(IEnumerable<CaseOutcome> outcomes, Verdict verdict) => outcomes.Count(outcome => outcome.Verdict == verdict);

    private static JsonObject Failure(CaseOutcome failure)
    {
        JsonObject json = new() { ["test"] = failure.Test, ["operator"] = failure.Operator, ["reason"] = failure.Reason };

        if (failure.Difference is { } difference)
        {
            json["output"] = difference.Output;

            if (difference.Place is { } place)
            {
                json["index"] = place;
                json["maxError"] = Number(difference.Error);
                json["expected"] = Number(difference.Expected);
                json["actual"] = Number(difference.Actual);
            }
        }

        return json;
    }

    private static JsonNode Number(double value) => double.IsFinite(value) ? value : value.ToString(CultureInfo.InvariantCulture);
}
