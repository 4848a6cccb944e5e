namespace NativeNas.Data.Batches;

/// <summary>How images become training batches.</summary>
/// <param name="BatchSize">Images a batch.</param>
/// <param name="Seed">Of the order and the augmentation.</param>
/// <param name="Normalization">Null leaves the values as they are.</param>
/// <param name="Augmentation">Null augments nothing.</param>
/// <param name="DropLast">Leaves the last, partial batch of an epoch out; a set smaller than a batch is one batch all the same.</param>
public sealed record BatchSettings(
    int BatchSize,
    ulong Seed,
    Normalization? Normalization = null,
    Augmentation? Augmentation = null,
    bool DropLast = true);
