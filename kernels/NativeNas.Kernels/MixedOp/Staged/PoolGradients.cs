using NativeNas.Kernels.Devices;
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

    public Region? Average => average?.All;

    public Region? Largest => largest?.All;

    public Region? Winners => winners?.All;

    public Region Of(UnitKind kind) => (kind == UnitKind.MaxPool ? largest : average)!.All;

    /// <summary>Whether the gradient of a kind has been written; from now on it has.</summary>
    public bool Takes(UnitKind kind) => !written.Add(kind);

    public void Dispose()
    {
        average?.Dispose();
        largest?.Dispose();
        winners?.Dispose();
    }
}
