using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;

namespace NativeNas.Kernels.Roofline;

/// <summary>
/// Measures the ceilings of a device. A sample times everything once; whoever compares takes samples in turn with what
/// they compare, so that a noisy machine troubles all alike.
/// </summary>
public abstract class Probe : IDisposable
{
    /// <summary>Bytes that a stream reads and writes.</summary>
    public abstract long Footprint { get; }

    /// <summary>Medians over the samples: of the multiply-adds, and of the best stream.</summary>
    public Ceilings Ceilings => new(Gigaflops, Streams.Values.Max());

    /// <summary>Of fused multiply-adds alone.</summary>
    public abstract double Gigaflops { get; }

    /// <summary>10⁹ bytes a second of each stream, medians.</summary>
    public abstract IReadOnlyDictionary<string, double> Streams { get; }

    /// <summary>The probe of a device: a processor's through its vectors, any other's through operations.</summary>
    /// <param name="footprint">Bytes that a stream reads and writes.</param>
    public static Probe Of(Device device, long footprint) => device is ICpuPhases ? new RooflineProbe(device, footprint) : new OperationProbe(device, footprint);

    public abstract void Sample();

    public abstract void Dispose();

    private protected static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
