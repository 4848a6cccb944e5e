namespace NativeNas.Kernels.Gpu.Tests.Trials;

/// <summary>An operation over random memory. A new operation is a line in the table of its family.</summary>
internal sealed record Trial(string Name, Action<Scene> Run)
{
    public static IReadOnlyList<Trial> All { get; } =
    [
        .. ElementTrials.All, .. NormalizationTrials.All, .. ArrangementTrials.All, .. ReductionTrials.All, .. WindowTrials.All,
        .. ConvolutionTrials.All, .. OptimizerTrials.All, .. FusedTrials.All,
    ];
}
