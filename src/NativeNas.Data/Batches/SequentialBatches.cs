using NativeNas.Data.Sets;
using NativeNas.Kernels;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>Every image once and in order, for evaluation: no augmentation, the last batch partial. Steps beyond the epoch start over.</summary>
public sealed class SequentialBatches : IBatchSource
{
    private readonly ImageSubset images;
    private readonly int batchSize;
    private readonly Normalization? normalization;
    private readonly SparePixels spare = new();

    public SequentialBatches(ImageSubset images, int batchSize, Normalization? normalization = null)
    {
        Require.That(batchSize > 0, $"A batch holds at least one image; got {batchSize}.");
        Require.That(images.Count > 0, "Batches need at least one image; got none.");
        (this.images, this.batchSize, this.normalization) = (images, batchSize, normalization);
    }

    public SequentialBatches(ImageSet images, int batchSize, Normalization? normalization = null)
        : this(images.All, batchSize, normalization)
    {
    }

    public int Classes => images.Images.Classes.Count;

    public int Channels => images.Images.Channels;

    public int Height => images.Images.Height;

    public int Width => images.Images.Width;

    public int ImagesPerEpoch => images.Count;

    public int StepsPerEpoch => (images.Count + batchSize - 1) / batchSize;

    public ImageBatch At(long step)
    {
        Require.That(step >= 0, $"Steps count from 0; got {step}.");
        int start = (int)(step % StepsPerEpoch) * batchSize;
        int[] positions = [.. Enumerable.Range(start, Math.Min(batchSize, images.Count - start))];
        return BatchAssembly.Create(images, positions, normalization, null, default, spare);
    }

    public void Return(ImageBatch batch) => spare.Give(batch);
}
