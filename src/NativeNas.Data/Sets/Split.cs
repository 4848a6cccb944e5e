using NativeNas.Kernels;
using NativeNas.Kernels.Random;

namespace NativeNas.Data.Sets;

/// <summary>Two disjoint parts of a set, drawn by a seed; together they are the set.</summary>
public sealed record Split(ImageSubset First, ImageSubset Second)
{
    /// <summary>The second part takes round(fraction · N) images; 0 &lt; fraction &lt; 1, and both parts hold at least one image.</summary>
    public static Split By(ImageSubset images, double fraction, ulong seed)
    {
        Require.That(fraction is > 0 and < 1, $"A split puts a fraction above 0 and below 1 aside; got {fraction}.");
        Require.That(images.Count >= 2, $"A split needs at least 2 images; got {images.Count}.");
        int second = Math.Clamp((int)Math.Round(fraction * images.Count), 1, images.Count - 1);
        int[] order = new Rng(seed).At("split").Permutation(images.Count);
        return new(Take(images, order.AsSpan(second)), Take(images, order.AsSpan(0, second)));
    }

    public static Split By(ImageSet images, double fraction, ulong seed) => By(images.All, fraction, seed);

    private static ImageSubset Take(ImageSubset images, Span<int> positions)
    {
        int[] indices = positions.ToArray();
        Array.Sort(indices);

        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = images.Indices[indices[i]];
        }

        return new(images.Images, indices);
    }
}
