using NativeNas.Benchmarks.Subjects;
using NativeNas.Kernels.Devices;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>One weight step of the DARTS CIFAR-10 supernet (16 channels, 8 cells) on a random batch of 32×32 images.</summary>
public sealed record SupernetWorkload(int Batch) : Workload($"darts_supernet_step/n{Batch}")
{
    public override int Images => Batch;

    public override IReadOnlyList<Mode> Modes { get; } = [Mode.Step];

    public override ISubject On(Device device, int images) => new SupernetSubject(device, images);
}
