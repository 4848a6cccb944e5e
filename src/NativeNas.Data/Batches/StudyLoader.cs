using NativeNas.Data.Sets;
using NativeNas.Kernels;
using NativeNas.Kernels.Random;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>
/// The batches of a study. Search and validation images are the set's own parts, or a split of its training images by
/// the seed; training takes them all. Test images are normalized by the training images' numbers and decide nothing.
/// </summary>
public sealed class StudyLoader : IDisposable
{
    private readonly BatchLoader search;
    private readonly BatchLoader validation;
    private readonly BatchLoader training;

    public StudyLoader(DataSet data, StudyLoaderSettings settings)
    {
        Normalization = settings.Normalization ?? Normalization.Of(data.Train);
        Require.That(Normalization.Mean.Count == data.Train.Channels, $"{data.Name} has {data.Train.Channels} channels; the normalization has {Normalization.Mean.Count}.");
        (ImageSubset weights, ImageSubset architecture) = Parts(data, settings);
        search = Loader("search", weights, settings.SearchBatch, settings.SearchAugmentation);
        validation = Loader("validation", architecture, settings.SearchBatch, settings.SearchAugmentation);
        training = Loader("training", data.Train.All, settings.TrainingBatch, settings.TrainingAugmentation);
        Batches = new(search, validation, training, new SequentialBatches(data.Test, settings.TrainingBatch, Normalization));

        BatchLoader Loader(string part, ImageSubset images, int batch, Augmentation? augmentation) =>
            new(images, new(batch, Seed(settings.Seed, part), Normalization, augmentation));
    }

    public StudyBatches Batches { get; }

    /// <summary>As given, else of the training images.</summary>
    public Normalization Normalization { get; }

    public void Dispose()
    {
        search.Dispose();
        validation.Dispose();
        training.Dispose();
    }

    private static (ImageSubset Search, ImageSubset Validation) Parts(DataSet data, StudyLoaderSettings settings)
    {
        if (data.Validation is not null)
        {
            return (data.Train.All, data.Validation.All);
        }

        if (data.Train.Count < 2)
        {
            throw new DataException($"{data.Name}: found {data.Train.Count} training image; expected at least 2, one for the weights and one for the architecture.");
        }

        Split split = Split.By(data.Train, settings.ValidationFraction, settings.Seed);
        return (split.First, split.Second);
    }

    /// <summary>A seed a part, so that no two parts share an order.</summary>
    private static ulong Seed(ulong seed, string part)
    {
        Rng rng = new Rng(seed).At("batches").At(part);
        return ((ulong)rng.Bits(0) << 32) | rng.Bits(1);
    }
}
