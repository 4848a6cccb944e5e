using NativeNas.Supernets.Genotypes;

namespace NativeNas.Supernets.Drawings;

/// <summary>One colour an operation, dark enough for white letters on it (contrast above 4.5 : 1).</summary>
public static class Palette
{
    public const string Concatenation = "#94a3b8";

    public static string Of(CellOperation operation) => operation switch
    {
        CellOperation.MaxPool3x3 => "#c2410c",
        CellOperation.AvgPool3x3 => "#be185d",
        CellOperation.SkipConnect => "#57606f",
        CellOperation.SepConv3x3 => "#2563eb",
        CellOperation.SepConv5x5 => "#6d28d9",
        CellOperation.DilConv3x3 => "#0f766e",
        CellOperation.DilConv5x5 => "#3f6212",
        _ => "#111827",
    };
}
