using BenchmarkDotNet.Attributes;
using NativeNas.Workloads.Subjects;
using NativeNas.Workloads;
using NativeNas.Kernels.Cpu;

namespace NativeNas.Benchmarks.Series;

/// <summary>The small workloads of a kernel family, with one thread and two.</summary>
public abstract class WorkloadSeries(params string[] names)
{
    private CpuDevice? device;
    private ISubject? subject;

    public IEnumerable<string> Names => Catalog.Named(Catalog.Peer, names).Select(workload => workload.Name);

    [ParamsSource(nameof(Names))]
    public string Workload { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Workload workload = Catalog.Chosen([Workload])[0];
        device = new(Threads);
        subject = workload.On(device, workload.Images);
    }

    [Benchmark]
    public void Forward() => subject!.Run(Mode.Forward);

    [Benchmark]
    public void ForwardBackward() => subject!.Run(Mode.ForwardBackward);

    [GlobalCleanup]
    public void Cleanup()
    {
        subject?.Dispose();
        device?.Dispose();
    }
}
