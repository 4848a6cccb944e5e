using NativeNas.Kernels.Cpu;
using NativeNas.Kernels.Roofline;
using NativeNas.Workloads;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads.Timing;

namespace NativeNas.Benchmarks.Scaling;

/// <summary>One workload on two devices that take turns.</summary>
internal sealed class ThreadPair(Workload workload, Mode mode, int threads) : IDisposable
{
    private readonly Side one = new(workload, 1), several = new(workload, threads);

    public ThreadGain Measure(TimingSettings settings)
    {
        foreach (Side side in (Side[])[one, several])
        {
            _ = KernelTimer.Runs(side.Subject, mode, settings.WarmUp);
        }

        for (int round = 0; round < settings.Rounds; round++)
        {
            foreach (Side side in (Side[])[one, several])
            {
                side.Probe.SampleArithmetic();
                _ = KernelTimer.Time(side.Subject, mode);
                side.Milliseconds.AddRange(KernelTimer.Runs(side.Subject, mode, settings.Round));
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

        public Side(Workload workload, int threads)
        {
            device = new(threads);
            Subject = workload.On(device, workload.Images);
            Probe = new(device, 0);
        }

        public ISubject Subject { get; }

        public RooflineProbe Probe { get; }

        public List<double> Milliseconds { get; } = [];

        public double Median => Quartiles.Of(Milliseconds).Median;

        public void Dispose()
        {
            Probe.Dispose();
            Subject.Dispose();
            device.Dispose();
        }
    }
}
