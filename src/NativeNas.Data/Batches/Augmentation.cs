using NativeNas.Kernels;
using NativeNas.Kernels.Random;

namespace NativeNas.Data.Batches;

/// <summary>
/// Random crop out of the image padded with zeros, random horizontal flip, and cutout: a square set to zero.
/// It works on normalized images, so that zero is the mean.
/// </summary>
/// <param name="Crop">Zeros around the image, in pixels; 0 crops nothing.</param>
/// <param name="Flip">Mirrors half of the images.</param>
/// <param name="Cutout">Side of the square in pixels, clipped at the border (arXiv:1708.04552); 0 cuts nothing.</param>
public sealed record Augmentation(int Crop, bool Flip, int Cutout)
{
    public static Augmentation None { get; } = new(0, false, 0);

    /// <summary>Writes the augmented planes [C, H, W]; a pure function of the stream and the index of the image in its batch.</summary>
    public void Apply(ReadOnlySpan<float> image, Span<float> into, int height, int width, Rng rng, int index)
    {
        Require.That(Crop >= 0 && Cutout >= 0, $"Crop and cutout are at least 0; got {Crop} and {Cutout}.");
        Rng draws = rng.At(index);
        int top = Crop > 0 ? draws.Below((2 * Crop) + 1, 0) - Crop : 0;
        int left = Crop > 0 ? draws.Below((2 * Crop) + 1, 1) - Crop : 0;
        bool mirror = Flip && draws.Below(2, 2) == 1;
        int plane = height * width;

        for (int start = 0; start < image.Length; start += plane)
        {
            for (int y = 0; y < height; y++)
            {
                Span<float> row = into.Slice(start + (y * width), width);
                bool inside = y + top >= 0 && y + top < height;
                CopyRow(inside ? image.Slice(start + ((y + top) * width), width) : [], row, left, mirror);
            }
        }

        if (Cutout > 0)
        {
            Cut(into, height, width, draws.Below(height, 3), draws.Below(width, 4));
        }
    }

    /// <summary>row[x] = from[x + left], or the mirror of that; zero outside.</summary>
    private static void CopyRow(ReadOnlySpan<float> from, Span<float> row, int left, bool mirror)
    {
        for (int x = 0; x < row.Length; x++)
        {
            int column = (mirror ? row.Length - 1 - x : x) + left;
            row[x] = column >= 0 && column < from.Length ? from[column] : 0;
        }
    }

    private void Cut(Span<float> planes, int height, int width, int centreY, int centreX)
    {
        int top = Math.Max(0, centreY - (Cutout / 2));
        int bottom = Math.Min(height, centreY - (Cutout / 2) + Cutout);
        int left = Math.Max(0, centreX - (Cutout / 2));
        int right = Math.Min(width, centreX - (Cutout / 2) + Cutout);

        for (int start = 0; start < planes.Length; start += height * width)
        {
            for (int y = top; y < bottom; y++)
            {
                planes.Slice(start + (y * width) + left, right - left).Clear();
            }
        }
    }
}
