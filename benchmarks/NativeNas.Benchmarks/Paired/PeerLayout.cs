using NativeNas.Workloads;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Paired;

/// <summary>One of the peer's two memory layouts of an activation.</summary>
/// <param name="Suffix">What its names end in.</param>
internal sealed record PeerLayout(string Label, string Suffix)
{
    private const int Runs = 5;
    private const double Long = 1000;

    public static PeerLayout ChannelsLast { get; } = new("channels_last", "");

    public static PeerLayout Planes { get; } = new("nchw", ":nchw");

    /// <summary>The layout in which the peer's median over a few runs is shorter. It is the last that it warmed up for, mostly.</summary>
    public static PeerLayout Faster(PeerProcess peer, Workload workload, Mode mode)
    {
        double planes = Planes.Median(peer, workload, mode);
        return ChannelsLast.Median(peer, workload, mode) <= planes ? ChannelsLast : Planes;
    }

    public double Run(PeerProcess peer, Workload workload, Mode mode) => peer.Run(workload.Name + Suffix, mode);

    private double Median(PeerProcess peer, Workload workload, Mode mode)
    {
        double first = Run(peer, workload, mode);
        return first > Long ? first : Quartiles.Of(Enumerable.Range(0, Runs).Select(_ => Run(peer, workload, mode))).Median;
    }
}
