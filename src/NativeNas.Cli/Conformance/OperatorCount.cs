namespace NativeNas.Cli.Conformance;

/// <summary>How many cases of one operator came to which end.</summary>
public readonly record struct OperatorCount(int Passed, int Failed, int Unsupported);
