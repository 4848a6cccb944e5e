namespace NativeNas.Data.Batches;

/// <summary>How a data set becomes the batches of a study.</summary>
/// <param name="Seed">Of the split, the orders and the augmentation.</param>
/// <param name="ValidationFraction">Part of the training images that the architecture learns from, where the set has no validation images.</param>
public sealed record StudyLoaderSettings(
    ulong Seed,
    double ValidationFraction,
    int SearchBatch,
    Augmentation SearchAugmentation,
    int TrainingBatch,
    Augmentation TrainingAugmentation);
