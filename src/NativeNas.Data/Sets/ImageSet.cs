using NativeNas.Kernels;

namespace NativeNas.Data.Sets;

/// <summary>Labelled images [N, C, H, W] in memory, as bytes (value = byte / 255) or as floats.</summary>
public sealed class ImageSet
{
    private readonly byte[]? bytes;
    private readonly float[]? floats;

    private ImageSet(Array pixels, int[] labels, int channels, int height, int width, IReadOnlyList<string> classes)
    {
        Require.That(channels > 0 && height > 0 && width > 0, $"An image has at least one pixel; got {channels}×{height}×{width}.");
        long expected = (long)labels.Length * channels * height * width;
        Require.That(
            pixels.LongLength == expected,
            $"{labels.Length} images of {channels}×{height}×{width} have {expected} pixels; got {pixels.LongLength}.");

        for (int i = 0; i < labels.Length; i++)
        {
            Require.That(
                labels[i] >= 0 && labels[i] < classes.Count,
                $"Label {labels[i]} of image {i} is out of range; expected 0 to {classes.Count - 1}.");
        }

        (bytes, floats) = (pixels as byte[], pixels as float[]);
        (Labels, Channels, Height, Width, Classes) = (labels, channels, height, width, classes);
    }

    public IReadOnlyList<string> Classes { get; }

    /// <summary>The class of each image: an index of <see cref="Classes"/>.</summary>
    public ReadOnlyMemory<int> Labels { get; }

    public int Count => Labels.Length;

    public int Channels { get; }

    public int Height { get; }

    public int Width { get; }

    /// <summary>C · H · W.</summary>
    public int ImageLength => Channels * Height * Width;

    /// <summary>Memory of the pixels.</summary>
    public long Bytes => bytes?.LongLength ?? (4 * floats!.LongLength);

    /// <summary>Every image, in order.</summary>
    public ImageSubset All => new(this, Enumerable.Range(0, Count).ToArray());

    public static ImageSet OfBytes(byte[] pixels, int[] labels, int channels, int height, int width, IReadOnlyList<string> classes) =>
        new(pixels, labels, channels, height, width, classes);

    public static ImageSet OfFloats(float[] pixels, int[] labels, int channels, int height, int width, IReadOnlyList<string> classes) =>
        new(pixels, labels, channels, height, width, classes);

    /// <summary>Writes the C · H · W values of one image, in planes.</summary>
    public void Read(int image, Span<float> into)
    {
        int start = image * ImageLength;

        if (floats is not null)
        {
            floats.AsSpan(start, ImageLength).CopyTo(into);
            return;
        }

        ReadOnlySpan<byte> from = bytes.AsSpan(start, ImageLength);

        for (int i = 0; i < from.Length; i++)
        {
            into[i] = from[i] / 255f;
        }
    }

    /// <summary>A set of the images at the given indices, in that order.</summary>
    internal ImageSet Select(int[] indices)
    {
        int[] labels = Array.ConvertAll(indices, index => Labels.Span[index]);
        Array pixels = floats is null ? Gather(bytes!, indices) : Gather(floats, indices);
        return new(pixels, labels, Channels, Height, Width, Classes);
    }

    private T[] Gather<T>(T[] from, int[] indices)
    {
        T[] into = new T[indices.Length * ImageLength];

        for (int i = 0; i < indices.Length; i++)
        {
            from.AsSpan(indices[i] * ImageLength, ImageLength).CopyTo(into.AsSpan(i * ImageLength));
        }

        return into;
    }
}
