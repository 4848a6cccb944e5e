using System.Diagnostics;
using NativeNas.Kernels.Devices;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Roofline;

/// <summary>
/// The ceilings of any device through operations: multiply-adds in registers, and a copy. Both grow until a run takes
/// long enough to be timed, so that a device of any speed is done with them soon.
/// </summary>
internal sealed class OperationProbe : Probe
{
    /// <summary>Milliseconds that a run of the chains takes, and a copy at most where the footprint asks for more.</summary>
    private const double LongChains = 2, LongCopy = 50;

    /// <summary>Milliseconds of what lies between two waits.</summary>
    private const double LeastTime = 5;

    private const int MostRuns = 1000;

    /// <summary>Threads that fill any GPU, several times over.</summary>
    private const int MostLanes = 1 << 20;

    private const int LeastLanes = 1 << 10, LeastSteps = 64, MostSteps = 1 << 20;

    private const long LeastBytes = 128 << 10;

    private readonly Device device;
    private readonly Buffer memory;
    private readonly List<double> flops = [], copies = [];
    private readonly int lanes = LeastLanes, steps = LeastSteps;
    private readonly int copied = (int)(LeastBytes / 2 / sizeof(float));

    /// <param name="footprint">Bytes that a copy reads and writes at most: fewer where the device has not that much memory, or is slow.</param>
    public OperationProbe(Device device, long footprint)
    {
        this.device = device;
        memory = Reserve(device, Math.Max(footprint, LeastBytes));
        int most = Math.Min(memory.Length / 2, (int)Math.Min(int.MaxValue / 2, Math.Max(footprint, LeastBytes) / 2 / sizeof(float))) / StreamCopy.Grain * StreamCopy.Grain;
        device.Run(new Elementwise.Fill(memory.All, 1));
        device.Run(Copy(copied));

        while (copied < most && Time(Copy(copied), 1) < LongCopy / 2)
        {
            copied = (int)Math.Min(most, 2L * copied);
        }

        device.Run(Chains(lanes, steps));

        while (2 * lanes <= Math.Min(MostLanes, memory.Length) && Time(Chains(lanes, steps), 1) < LongChains)
        {
            lanes *= 2;
        }

        while (steps < MostSteps && Time(Chains(lanes, steps), 1) < LongChains)
        {
            steps *= 2;
        }
    }

    public override long Footprint => 2L * sizeof(float) * copied;

    public override double Gigaflops => Median(flops);

    public override IReadOnlyDictionary<string, double> Streams => new Dictionary<string, double> { ["copy"] = Median(copies) };

    public override void Sample()
    {
        flops.Add(MultiplyAdds.Flops(lanes, steps) / Time(Chains(lanes, steps)) / 1e6);
        copies.Add(Footprint / Time(Copy(copied)) / 1e6);
    }

    public override void Dispose() => memory.Dispose();

    /// <summary>As much as the device gives, from so many bytes down.</summary>
    private static Buffer Reserve(Device device, long bytes)
    {
        int floats = (int)Math.Min(int.MaxValue / 2, bytes / sizeof(float));

        while (true)
        {
            try
            {
                return device.Allocate(Math.Max(floats, (int)(LeastBytes / sizeof(float))));
            }
            catch (DeviceMemoryException) when (floats > LeastBytes / sizeof(float))
            {
                floats /= 2;
            }
        }
    }

    private StreamCopy Copy(int floats) => new(new(memory, 0, floats), new(memory, memory.Length / 2 / 16 * 16, floats));

    private MultiplyAdds Chains(int lanes, int steps) => new(new(memory, 0, lanes), steps);

    /// <summary>Milliseconds of a run, over so many between two waits that they can be timed.</summary>
    private double Time<TOperation>(in TOperation operation)
        where TOperation : struct, IOperation =>
        Time(operation, (int)Math.Clamp(LeastTime / Time(operation, 1), 1, MostRuns));

    private double Time<TOperation>(in TOperation operation, int runs)
        where TOperation : struct, IOperation
    {
        device.Synchronize();
        long start = Stopwatch.GetTimestamp();

        for (int run = 0; run < runs; run++)
        {
            device.Run(operation);
        }

        device.Synchronize();
        return Math.Max(Stopwatch.GetElapsedTime(start).TotalMilliseconds / runs, 1e-6);
    }
}
