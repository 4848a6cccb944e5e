using NativeNas.Kernels.Devices;
using NativeNas.Supernets.Darts;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Workloads;

/// <summary>One weight step of a DARTS CIFAR-10 supernet (8 cells) on a random batch of 32×32 images.</summary>
public sealed record SupernetWorkload(string Name, int Batch, int Channels) : Workload(Name)
{
    public override int Images => Batch;

    public override IReadOnlyList<Mode> Modes { get; } = [Mode.Step];

    public override ISubject On(Device device, int images) =>
        new SupernetSubject(device, new DartsSettings(ImageChannels: 3, Classes: 10, Channels), images, Fusion);
}
