namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>An operation over random memory. A new operation is a line in the table of its family.</summary>
internal sealed record Trial(string Name, Action<Scene> Run)
{
    /// <summary>How often it runs: once where its sizes are not random.</summary>
    public int Seeds { get; init; } = 10;

    /// <summary>Why ILGPU's debugger does not run this: what makes it take minutes there.</summary>
    public string? TooLargeForDebugger { get; init; }

    public static IReadOnlyList<Trial> All { get; } =
    [
        .. ElementTrials.All, .. NormalizationTrials.All, .. ArrangementTrials.All, .. ReductionTrials.All, .. WindowTrials.All,
        .. ConvolutionTrials.All, .. OptimizerTrials.All, .. FusedTrials.All,
    ];
}
