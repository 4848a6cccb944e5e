using NativeNas.Data.Png;
using NativeNas.Data.Sets;

namespace NativeNas.Data.Folders;

/// <summary>Stacks images of one size into sets [N, C, H, W]; C is 3 where any image of any part has colour, else 1.</summary>
internal static class ImageStack
{
    public static ImageSet[] Create(IReadOnlyList<List<ClassImage>> parts, string[] classes)
    {
        int channels = parts.Any(static part => part.Any(static image => image.IsColour)) ? 3 : 1;
        PngImage first = parts[0][0].Pixels;
        return [.. parts.Select(part => Stack(part, classes, channels, first))];
    }

    private static ImageSet Stack(List<ClassImage> part, string[] classes, int channels, PngImage first)
    {
        int length = channels * first.Height * first.Width;
        long total = part.Count * (long)length;

        if (total > Array.MaxLength)
        {
            throw new DataException($"{part[0].Path}: found {part.Count} images of {length} bytes with its kin; expected at most {Array.MaxLength} bytes in all.");
        }

        byte[] pixels = new byte[total];

        for (int n = 0; n < part.Count; n++)
        {
            PngImage image = part[n].Pixels;

            if (image.Height != first.Height || image.Width != first.Width)
            {
                throw new DataException(
                    $"{part[n].Path}: found an image of {image.Width}×{image.Height}; expected {first.Width}×{first.Height} like the first one.");
            }

            Fill(image, part[n].IsColour, channels, pixels.AsSpan(n * length, length));
        }

        int[] labels = [.. part.Select(static image => image.Label)];
        return ImageSet.OfBytes(pixels, labels, channels, first.Height, first.Width, classes);
    }

    private static void Fill(PngImage image, bool colour, int channels, Span<byte> planes)
    {
        int count = image.Height * image.Width;

        for (int c = 0; c < channels; c++)
        {
            int from = colour ? c : 0;

            for (int p = 0; p < count; p++)
            {
                planes[(c * count) + p] = image.Pixels[(p * image.Channels) + from];
            }
        }
    }
}
