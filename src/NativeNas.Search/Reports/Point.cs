namespace NativeNas.Search.Reports;

/// <summary>A value at a step of the run.</summary>
public readonly record struct Point(double Step, double Value);
