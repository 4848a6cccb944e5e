namespace NativeNas.Tensors.Batches;

/// <summary>The images of a study. Only <see cref="Test"/> comes from the test split, and only the last evaluation reads it.</summary>
/// <param name="Search">What a supernet's weights learn from.</param>
/// <param name="Validation">What the architecture learns from.</param>
/// <param name="Training">What the found network learns from: all training images.</param>
/// <param name="Test">In order, no augmentation.</param>
public sealed record StudyBatches(IBatchSource Search, IBatchSource Validation, IBatchSource Training, IBatchSource Test);
