using NativeNas.Kernels.Devices;
using NativeNas.Kernels.Geometry;
using NativeNas.Kernels.Values;
using Buffer = NativeNas.Kernels.Devices.Buffer;

namespace NativeNas.Kernels.MixedOp.Staged;

/// <summary>The gradients of poolings, of all edges together, and the winning taps of the largest; what there is none of is null.</summary>
internal sealed class PoolGradients : IDisposable
{
    private readonly Buffer? average, largest, winners;
    private readonly HashSet<UnitKind> written = [];

    public PoolGradients(Device on, MixedPlan plan, bool wanted)
    {
        int length = plan.Images * plan.OutputFloats;
        average = Rent(UnitKind.AveragePool);
        largest = Rent(UnitKind.MaxPool);
        winners = Rent(UnitKind.MaxPool);

        Buffer? Rent(UnitKind kind) => wanted && plan.Units.Any(unit => unit.Kind == kind) ? on.Allocate(length) : null;
    }

    public bool Any => average is not null || largest is not null;

    public Region? Winners => winners?.All;

    public Region Of(UnitKind kind) => (kind == UnitKind.MaxPool ? largest : average)!.All;

    /// <summary>Whether the gradient of a kind has been written; from now on it has.</summary>
    public bool Takes(UnitKind kind) => !written.Add(kind);

    /// <param name="x">Stands for buffers that are absent, and is not read.</param>
    /// <param name="wanted">Whether the kernel adds them.</param>
    public PoolReaders<TView, TValue> Readers<TView, TValue>(Device<TView, TValue> on, PlaneGeometry pool, Region x, bool wanted)
        where TView : struct, IView<TValue>
        where TValue : unmanaged, IValue<TValue> =>
        new(pool, on.View(average?.All ?? x), on.View(largest?.All ?? x), on.View(winners?.All ?? x), wanted && average is not null ? 1 : 0, wanted && largest is not null ? 1 : 0);

    public void Dispose()
    {
        average?.Dispose();
        largest?.Dispose();
        winners?.Dispose();
    }
}
