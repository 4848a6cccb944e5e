namespace NativeNas.Search.Settings;

/// <summary>What a run computes on. Sums run in another order on each, so the name belongs to what decides the bits.</summary>
public enum DeviceName
{
    /// <summary>The processor's vectors, with fast forms.</summary>
    Cpu,

    /// <summary>A channel at a time: the oracle.</summary>
    CpuScalar,
}
