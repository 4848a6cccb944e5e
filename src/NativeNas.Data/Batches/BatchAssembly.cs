using NativeNas.Data.Sets;
using NativeNas.Kernels.Random;
using NativeNas.Tensors.Batches;

namespace NativeNas.Data.Batches;

/// <summary>Reads, normalizes and augments the images at some positions into one batch, over the pixels of an earlier one.</summary>
internal static class BatchAssembly
{
    public static ImageBatch Create(ImageSubset images, ReadOnlySpan<int> positions, Normalization? normalization, Augmentation? augmentation, Rng rng, SparePixels spare)
    {
        ImageSet set = images.Images;
        int length = set.ImageLength;
        float[] pixels = spare.Take(positions.Length * length);
        float[] whole = augmentation is null ? [] : new float[length];
        int[] labels = new int[positions.Length];

        for (int i = 0; i < positions.Length; i++)
        {
            Span<float> into = pixels.AsSpan(i * length, length);
            Span<float> image = augmentation is null ? into : whole;
            labels[i] = images.LabelAt(positions[i]);
            images.Read(positions[i], image);
            normalization?.Apply(image);
            augmentation?.Apply(image, into, set.Height, set.Width, rng, i);
        }

        return new(pixels, labels, set.Channels, set.Height, set.Width);
    }
}
