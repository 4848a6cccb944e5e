using NativeNas.Kernels.Geometry;

namespace NativeNas.Kernels.MixedOp;

public enum UnitKind
{
    Separable,
    Reduction,
    MaxPool,
    AveragePool,
}

/// <summary>What lies between two norms of a candidate, its own at the end.</summary>
/// <param name="Geometry">From what it reads to what it writes.</param>
/// <param name="Source">The unit whose norm it reads; −1 for the input.</param>
/// <param name="Stage">Units before it.</param>
/// <param name="Weighted">Its number among the units with weights, of which each has two tensors and keeps its raw output; −1 for a pooling.</param>
public readonly record struct MixedUnit(UnitKind Kind, PlaneGeometry Geometry, int Source, int Stage, int Weighted);
