using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Paired;

/// <summary>What the pairs of one workload and mode show.</summary>
/// <param name="OursMs">Our median.</param>
/// <param name="PeerMs">The peer's median in its faster layout.</param>
/// <param name="Ratio">Quartiles of peer / ours, pair by pair: above 1 we are faster.</param>
/// <param name="Gigaflops">10⁹ additions and multiplications a second of ours.</param>
/// <param name="Gigabytes">10⁹ bytes a second that ours must read and write at least.</param>
public sealed record PairedFigures(double OursMs, double PeerMs, string PeerLayout, Quartiles Ratio, double Gigaflops, double Gigabytes, int Pairs);

/// <summary>The figures of a workload and mode, or why it was not timed.</summary>
public sealed record PairedRow(string Workload, string Mode, PairedFigures? Figures, string? Complaint);
