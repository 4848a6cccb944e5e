namespace NativeNas.Cli.Conformance;

/// <summary>How an output differs: its largest error, and what stood at that place. Without a place the shape or type differs.</summary>
public sealed record Difference(string Output, string Reason, int? Place = null, double Error = double.NaN, double Expected = double.NaN, double Actual = double.NaN);
