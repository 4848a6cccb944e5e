namespace NativeNas.Search.Settings;

/// <summary>Whichever comes first; the end of a phase is always saved.</summary>
public sealed record CheckpointSettings
{
    [Setting("Seconds between checkpoints; 0 does not look at the clock.", Min = 0, Max = 86_400)]
    public double EverySeconds { get; init; } = 10;

    [Setting("Steps between checkpoints; 0 does not count steps.", Min = 0, Max = 1_000_000_000)]
    public int EverySteps { get; init; }
}
