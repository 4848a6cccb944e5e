namespace NativeNas.Workloads;

/// <summary>Which forms of a workload are timed.</summary>
public enum Fusions
{
    /// <summary>With fused ops.</summary>
    On,

    /// <summary>Without, where fused ops stand behind it.</summary>
    Off,

    /// <summary>Each in turn, where fused ops stand behind it.</summary>
    Both,
}

/// <summary>Workloads in the forms that are timed.</summary>
public static class FusionForms
{
    public static IEnumerable<Workload> Of(Fusions fusions, Workload workload) => fusions switch
    {
        _ when !Catalog.FamilyOf(workload).Fuses => [workload],
        Fusions.On => [workload],
        Fusions.Off => [workload with { Fusion = false }],
        _ => [workload, workload with { Fusion = false }],
    };
}
