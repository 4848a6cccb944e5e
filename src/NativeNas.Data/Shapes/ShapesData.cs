using NativeNas.Data.Sets;
using NativeNas.Kernels;
using NativeNas.Kernels.Random;

namespace NativeNas.Data.Shapes;

/// <summary>
/// Textured shapes on clutter: ten classes that only the outline tells apart. Additions, multiplications, divisions, square roots
/// and comparisons make the pixels, so that a seed gives the same bytes on every machine.
/// </summary>
public static class ShapesData
{
    private const int SamplesASide = 2;

    private static readonly string[] Names = ["disc", "ring", "square", "frame", "triangle", "cross", "star", "bars", "two discs", "crescent"];

    public static DataSet Create(ShapesSettings settings)
    {
        Require.That(settings.Train > 0 && settings.Test > 0, $"Both parts hold images; got {settings.Train} and {settings.Test}.");
        Require.That(settings.Size is >= 8 and <= 1024, $"Shapes are drawn on 8 to 1024 pixels a side; got {settings.Size}.");
        long bytes = 3L * settings.Size * settings.Size * Math.Max(settings.Train, settings.Test);
        Require.That(bytes <= Array.MaxLength, $"A part of the data set takes at most {Array.MaxLength} bytes; got {bytes}.");
        Require.That(settings.Clutter >= 0, $"Clutter is a number of pieces; got {settings.Clutter}.");
        Require.That(settings.Noise >= 0 && settings.Texture >= 0, $"Noise and texture are at least 0; got {settings.Noise} and {settings.Texture}.");
        Rng rng = new Rng(settings.Seed).At("shapes");
        return new("shapes", Part(settings, settings.Train, rng.At("train")), Part(settings, settings.Test, rng.At("test")));
    }

    /// <summary>Every class as often as any other (to within one image), in random order.</summary>
    private static ImageSet Part(ShapesSettings settings, int count, Rng rng)
    {
        int length = 3 * settings.Size * settings.Size;
        byte[] pixels = new byte[(long)count * length];
        int[] labels = Array.ConvertAll(rng.At("order").Permutation(count), position => position % Names.Length);

        for (int n = 0; n < count; n++)
        {
            Draws draws = new(rng.At(n));
            Paint(new((ShapeKind)labels[n], settings, draws), settings, draws, pixels.AsSpan(n * length, length));
        }

        return ImageSet.OfBytes(pixels, labels, 3, settings.Size, settings.Size, Names);
    }

    private static void Paint(Scene scene, ShapesSettings settings, Draws draws, Span<byte> planes)
    {
        int plane = settings.Size * settings.Size;

        for (int p = 0; p < plane; p++)
        {
            (int y, int x) = Math.DivRem(p, settings.Size);
            Colour sum = default;

            for (int s = 0; s < SamplesASide * SamplesASide; s++)
            {
                float dx = ((s % SamplesASide) + 0.5f) / SamplesASide;
                float dy = ((s / SamplesASide) + 0.5f) / SamplesASide;
                sum += scene.At(x + dx, y + dy);
            }

            Colour mean = (1f / (SamplesASide * SamplesASide)) * sum;
            planes[p] = Byte(mean.R + (settings.Noise * draws.Noise()));
            planes[plane + p] = Byte(mean.G + (settings.Noise * draws.Noise()));
            planes[(2 * plane) + p] = Byte(mean.B + (settings.Noise * draws.Noise()));
        }
    }

    private static byte Byte(float value) => (byte)(Math.Clamp(value, 0f, 1f) * 255f);
}
