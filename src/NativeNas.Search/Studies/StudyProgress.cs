using NativeNas.Nn.Training;

namespace NativeNas.Search.Studies;

/// <summary>Where a study stands after a step.</summary>
/// <param name="Phase">search or retrain.</param>
/// <param name="Step">Steps of the phase that are done.</param>
/// <param name="AlphaEntropy">Mean over all edges, in nats; NaN outside a search.</param>
/// <param name="MemoryBytes">The most that the device's buffers held at once.</param>
/// <param name="Remaining">Expected time to the end of the phase.</param>
public sealed record StudyProgress(
    string Phase, int Epoch, int Epochs, long Step, long Steps, StepReport Report, double AlphaEntropy, long MemoryBytes, double ImagesPerSecond, TimeSpan Remaining);
