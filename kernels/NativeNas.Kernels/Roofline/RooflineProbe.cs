using System.Diagnostics;
using System.Runtime.Intrinsics;
using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Devices;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Roofline;

/// <summary>The ceilings of a processor with the threads that its device has.</summary>
public sealed unsafe class RooflineProbe : Probe
{
    /// <summary>Chain steps of a piece: about 200 µs, so that a sample sees the clock that lasting work gets.</summary>
    private const int Steps = 100_000;

    private const int PiecesAThread = 16;

    /// <summary>Bytes that one timing of a stream moves at least, so that its start is nothing beside it.</summary>
    private const double LeastBytes = 8 << 20;

    private readonly ICpuPhases phases;
    private readonly int pieces;
    private readonly Buffer memory;
    private readonly List<double> flops = [];
    private readonly SortedDictionary<string, List<double>> streams = new(StringComparer.Ordinal);

    /// <param name="footprint">Bytes that a stream reads and writes; at least 64 KB are.</param>
    public RooflineProbe(Device device, long footprint)
    {
        Require.That(device is ICpuPhases, $"The roofline of a processor was asked for; got the device {device.Name}.");
        phases = (ICpuPhases)device;
        pieces = phases.Threads * PiecesAThread;
        Footprint = Math.Max(footprint, 64 << 10);
        int floats = (int)Math.Min(Footprint / 4, int.MaxValue / 2) + (3 * 32);
        memory = device.Allocate(Math.Max(floats, pieces * 16));
        device.Run(new Elementwise.Fill(memory.All, 1));
    }

    public override long Footprint { get; }

    public override double Gigaflops => Median(flops);

    public override IReadOnlyDictionary<string, double> Streams => streams.ToDictionary(stream => stream.Key, stream => Median(stream.Value));

    public override void Sample()
    {
        SampleArithmetic();
        Both<CopyStream>("copy");
        Both<ScaleStream>("scale");
        Both<AddStream>("add");
        Both<TriadStream>("triad");
    }

    /// <summary>Of fused multiply-adds alone.</summary>
    public void SampleArithmetic() => flops.Add(Vector512.IsHardwareAccelerated ? Chains<WideChain>() : Chains<NarrowChain>());

    public override void Dispose() => memory.Dispose();

    private double Chains<TChain>()
        where TChain : unmanaged, IChain<TChain>
    {
        ChainsJob<TChain> job = new(Steps, CpuMemory.Cells(memory.All));
        phases.Phase(pieces, job);
        long start = Stopwatch.GetTimestamp();
        phases.Phase(pieces, job);
        return ChainsJob<TChain>.Flops(Steps) * pieces / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private void Both<TStream>(string name)
        where TStream : struct, IStream
    {
        Time<TStream, CachedStore>(name);
        Time<TStream, StreamingStore>($"{name}, streaming");
    }

    private void Time<TStream, TStore>(string name)
        where TStream : struct, IStream
        where TStore : struct, IStore
    {
        int length = (int)(Footprint / 4 / (TStream.Reads + 1)) / 32 * 32;
        float* a = CpuMemory.Cells(memory.All), b = a + length;
        StreamJob<TStream, TStore> job = new(a, b, a + (length * (long)TStream.Reads), length);
        int count = StreamJob<TStream, TStore>.Pieces(length), times = (int)Math.Ceiling(LeastBytes / StreamJob<TStream, TStore>.Bytes(length));
        phases.Phase(count, job);
        long start = Stopwatch.GetTimestamp();

        for (int i = 0; i < times; i++)
        {
            phases.Phase(count, job);
        }

        double rate = times * StreamJob<TStream, TStore>.Bytes(length) / Stopwatch.GetElapsedTime(start).TotalNanoseconds;

        if (!streams.TryGetValue(name, out List<double>? rates))
        {
            streams[name] = rates = [];
        }

        rates.Add(rate);
    }
}
