namespace NativeNas.Nn.Training;

/// <summary>What one training step saw.</summary>
/// <param name="Loss">What the step minimised: the mean over the training batch, side losses included.</param>
/// <param name="Training">The training batch.</param>
public readonly record struct StepReport(double Loss, Metrics Training, double LearningRate)
{
    /// <summary>The validation batch; empty where the step read none.</summary>
    public Metrics Validation { get; init; }
}
