using NativeNas.Kernels.Roofline;

namespace NativeNas.Search.Reports;

/// <summary>A kernel in the roofline picture.</summary>
/// <param name="Family">Points of a family have one colour.</param>
/// <param name="Intensity">Operations a byte; 0 where it counts none.</param>
/// <param name="Fraction">Of the least time that the ceilings allow over its time.</param>
/// <param name="Ceilings">Measured beside it.</param>
public sealed record RooflinePoint(string Label, string Family, double Intensity, double Gigaflops, double Gigabytes, double Fraction, Ceilings Ceilings);
