using NativeNas.Autodiff;
using NativeNas.Benchmarks.Subjects;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;

namespace NativeNas.Benchmarks.Workloads;

/// <summary>A layer on a fixed random input.</summary>
public sealed record LayerWorkload(string Name, Func<Layer> Create, Shape Input, TapeMode Pass = TapeMode.Training) : Workload(Name)
{
    public override int Images => Input.N;

    public override IReadOnlyList<Mode> Modes { get; } = [Mode.Forward, Mode.ForwardBackward];

    public override ISubject On(Device device, int images) => new LayerSubject(device, this, images);
}
