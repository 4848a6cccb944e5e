namespace NativeNas.Data.Batches;

/// <summary>How a data set becomes the batches of a study.</summary>
/// <param name="Seed">Of the split, the orders and the augmentation.</param>
/// <param name="ValidationFraction">Part of the training images that the architecture learns from, where the set has no validation images.</param>
/// <param name="SearchAugmentation">Null augments nothing.</param>
/// <param name="TrainingAugmentation">Null augments nothing.</param>
/// <param name="Normalization">Null computes that of the training images.</param>
public sealed record StudyLoaderSettings(
    ulong Seed = 1,
    int SearchBatch = 64,
    int TrainingBatch = 64,
    double ValidationFraction = 0.5,
    Augmentation? SearchAugmentation = null,
    Augmentation? TrainingAugmentation = null,
    Normalization? Normalization = null);
