using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Roofline;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Scaling;

/// <summary>One workload on two devices that take turns.</summary>
internal sealed class ThreadPair(Workload workload, Mode mode, int threads) : IDisposable
{
    private readonly Side one = new(workload, mode, 1), several = new(workload, mode, threads);

    public ThreadGain Measure(TimingSettings settings)
    {
        foreach (Side side in (Side[])[one, several])
        {
            side.Timer.WarmUp(settings.WarmUp);
        }

        for (int round = 0; round < settings.Rounds; round++)
        {
            foreach (Side side in (Side[])[one, several])
            {
                side.Probe.SampleArithmetic();
                _ = side.Timer.Time();
                side.Milliseconds.AddRange(side.Timer.During(settings.Round));
            }
        }

        return new(one.Median, several.Median, one.Probe.Gigaflops, several.Probe.Gigaflops);
    }

    public void Dispose()
    {
        one.Dispose();
        several.Dispose();
    }

    private sealed class Side : IDisposable
    {
        private readonly CpuDevice device;
        private readonly ISubject subject;

        public Side(Workload workload, Mode mode, int threads)
        {
            device = new(threads);
            subject = workload.On(device, workload.Images);
            Timer = new(subject, mode);
            Probe = new(device, 0);
        }

        public RunTimer Timer { get; }

        public RooflineProbe Probe { get; }

        public List<double> Milliseconds { get; } = [];

        public double Median => Quartiles.Of(Milliseconds).Median;

        public void Dispose()
        {
            Probe.Dispose();
            subject.Dispose();
            device.Dispose();
        }
    }
}
