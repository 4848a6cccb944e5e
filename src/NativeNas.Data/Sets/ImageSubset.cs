using NativeNas.Kernels;

namespace NativeNas.Data.Sets;

/// <summary>Some images of a set, by index; the pixels are not copied.</summary>
public sealed class ImageSubset
{
    private readonly int[] indices;

    public ImageSubset(ImageSet images, int[] indices)
    {
        foreach (int index in indices)
        {
            Require.That(index >= 0 && index < images.Count, $"Image {index} does not exist; the set has {images.Count}.");
        }

        (Images, this.indices) = (images, indices);
    }

    public ImageSet Images { get; }

    public int Count => indices.Length;

    public ReadOnlySpan<int> Indices => indices;

    public int LabelAt(int position) => Images.Labels.Span[indices[position]];

    /// <summary>Writes the C · H · W values of the image at a position of this subset.</summary>
    public void Read(int position, Span<float> into) => Images.Read(indices[position], into);

    /// <summary>The images of this subset as a set of their own.</summary>
    public ImageSet Copy() => Images.Select(indices);
}
