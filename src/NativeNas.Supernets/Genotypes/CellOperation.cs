namespace NativeNas.Supernets.Genotypes;

/// <summary>The eight operations of a DARTS edge, in the order of the columns of an α table.</summary>
public enum CellOperation
{
    None,
    MaxPool3x3,
    AvgPool3x3,
    SkipConnect,
    SepConv3x3,
    SepConv5x5,
    DilConv3x3,
    DilConv5x5,
}
