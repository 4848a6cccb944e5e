using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.Gpu;

/// <summary>
/// The portable kernels' face of a GPU: a thread computes four channels, so that what it waits for, its indices and its
/// guards serve four numbers.
/// </summary>
internal sealed class QuadDevice(GpuDevice gpu, Launchers? launchers) : Device<QuadView, Quad<Lane>>
{
    public override string Name => gpu.Name;

    public override long BytesInUse => gpu.BytesInUse;

    public override long PeakBytes => gpu.PeakBytes;

    public override bool ManyThreads => true;

    public override Buffer Allocate(int length) => gpu.Allocate(length);

    public override QuadView View(Region region) => new(GpuDevice.Cells(region));

    public override void Run<TOperation>(in TOperation operation) => gpu.Run(operation);

    public override void Launch<TKernel>(Extent extent, in TKernel kernel) => launchers?.Quads(extent, kernel);

    public override void LaunchGroups<TKernel, TState>(Extent groups, in TKernel kernel) => launchers?.Staged<TKernel, TState>(groups, kernel);

    /// <summary>The GPU itself is closed by whoever opened it.</summary>
    public override void Dispose()
    {
    }
}
