using NativeNas.Data.Sets;
using NativeNas.Kernels;
using NativeNas.Kernels.Random;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>Training batches in a new random order each epoch, built when asked for: a pure function of seed and step, safe from any thread.</summary>
public sealed class ShuffledBatches : IBatchSource
{
    private readonly ImageSubset images;
    private readonly BatchSettings settings;
    private readonly SparePixels spare = new();
    private volatile EpochOrder? latest;

    public ShuffledBatches(ImageSubset images, BatchSettings settings)
    {
        Require.That(settings.BatchSize > 0, $"A batch holds at least one image; got {settings.BatchSize}.");
        Require.That(images.Count > 0, "Batches need at least one image; got none.");
        (this.images, this.settings) = (images, settings);
        int whole = images.Count / settings.BatchSize;
        bool partial = images.Count % settings.BatchSize != 0 && (!settings.DropLast || whole == 0);
        StepsPerEpoch = whole + (partial ? 1 : 0);
        ImagesPerEpoch = partial ? images.Count : whole * settings.BatchSize;
    }

    public int Classes => images.Images.Classes.Count;

    public int Channels => images.Images.Channels;

    public int Height => images.Images.Height;

    public int Width => images.Images.Width;

    public int ImagesPerEpoch { get; }

    public int StepsPerEpoch { get; }

    public ImageBatch At(long step)
    {
        Require.That(step >= 0, $"Steps count from 0; got {step}.");
        (long epoch, long position) = Math.DivRem(step, StepsPerEpoch);
        int start = (int)position * settings.BatchSize;
        int count = Math.Min(settings.BatchSize, ImagesPerEpoch - start);
        ReadOnlySpan<int> order = Order(epoch).AsSpan(start, count);
        Rng rng = new Rng(settings.Seed).At("augmentation").At(step);
        return BatchAssembly.Create(images, order, settings.Normalization, settings.Augmentation, rng, spare);
    }

    public void Return(ImageBatch batch) => spare.Give(batch);

    private int[] Order(long epoch)
    {
        EpochOrder? order = latest;

        if (order?.Epoch != epoch)
        {
            latest = order = new(epoch, new Rng(settings.Seed).At("epoch").At(epoch).Permutation(images.Count));
        }

        return order.Positions;
    }

    private sealed record EpochOrder(long Epoch, int[] Positions);
}
