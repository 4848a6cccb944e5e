using NativeNas.Autodiff;
using NativeNas.Kernels.Devices;
using NativeNas.Nn.Modules;
using NativeNas.Tensors;
using NativeNas.Workloads.Subjects;

namespace NativeNas.Workloads;

/// <summary>A layer on a fixed random input.</summary>
/// <param name="Others">Shapes of what a <see cref="Blocks.Joined"/> layer reads beside its first input.</param>
public sealed record LayerWorkload(string Name, Func<Layer> Create, Shape Input, TapeMode Pass, Func<Shape, Shape[]> Others) : Workload(Name)
{
    /// <summary>Whether the input is an image in planes.</summary>
    public bool ReadsPlanes { get; init; }

    public override int Images => Input.N;

    public override IReadOnlyList<Mode> Modes { get; } = [Mode.Forward, Mode.ForwardBackward];

    public override ISubject On(Device device, int images) => new LayerSubject(device, this, images);
}
