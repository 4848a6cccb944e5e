namespace NativeNas.Benchmarks.Scaling;

/// <summary>Medians in ms, and peaks of multiply-adds in GF/s, with one thread and with several.</summary>
internal sealed record ThreadGain(double One, double Several, double PeakOne, double PeakSeveral)
{
    public double OfTime => One / Several;

    public double OfPeak => PeakSeveral / PeakOne;

    /// <summary>1: the workload gains as much as arithmetic alone can.</summary>
    public double Share => OfTime / OfPeak;
}
