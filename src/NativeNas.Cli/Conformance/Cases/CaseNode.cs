namespace NativeNas.Cli.Conformance.Cases;

/// <summary>One operator of a case. An empty input or output name is one that is left out.</summary>
internal sealed record CaseNode(string Operator, string[] Inputs, string[] Outputs, CaseAttributes Attributes);
