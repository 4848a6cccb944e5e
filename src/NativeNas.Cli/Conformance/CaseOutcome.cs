namespace NativeNas.Cli.Conformance;

/// <summary>What became of one case.</summary>
/// <param name="Operator">Name of the operator, or names of several with a plus between them.</param>
/// <param name="Reason">Why it failed or is unsupported.</param>
/// <param name="Difference">Where it failed: the first output that differs.</param>
public sealed record CaseOutcome(string Test, string Operator, Verdict Verdict, string Reason = "", Difference? Difference = null);

public enum Verdict
{
    Passed,

    Failed,

    /// <summary>No operator computes what the case asks for; the reason says what that is.</summary>
    Unsupported,
}
