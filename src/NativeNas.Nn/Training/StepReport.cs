namespace NativeNas.Nn.Training;

/// <summary>What one training step saw.</summary>
/// <param name="Loss">Mean over the training batch.</param>
/// <param name="Correct">Images of the training batch whose top class was right.</param>
/// <param name="Images">Images of the training batch.</param>
public readonly record struct StepReport(double Loss, int Correct, int Images, double LearningRate)
{
    /// <summary>Mean loss over the validation batch; NaN where the step read none.</summary>
    public double ValidationLoss { get; init; } = double.NaN;

    public int ValidationCorrect { get; init; }

    public int ValidationImages { get; init; }
}
