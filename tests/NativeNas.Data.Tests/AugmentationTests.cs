using NativeNas.Data.Batches;
using NativeNas.Kernels.Random;

namespace NativeNas.Data.Tests;

public sealed class AugmentationTests
{
    private static readonly float[] Image = [.. Enumerable.Range(1, 2 * 5 * 6).Select(i => (float)i)];

    [Fact]
    public void A_crop_is_a_shift_with_zeros_around()
    {
        HashSet<(int, int)> seen = [];

        for (int i = 0; i < 400; i++)
        {
            float[] result = Apply(new(2, false, 0), i);
            (int top, int left) = Shift(result, mirrored: false) ?? throw new InvalidOperationException($"Image {i} is no shift.");
            seen.Add((top, left));
        }

        Assert.Equal(25, seen.Count);
    }

    [Fact]
    public void Half_of_the_images_are_mirrored()
    {
        int mirrored = 0;

        for (int i = 0; i < 400; i++)
        {
            float[] result = Apply(new(0, true, 0), i);
            bool isMirror = Shift(result, mirrored: true) == (0, 0);
            Assert.True(isMirror || result.SequenceEqual(Image));
            mirrored += isMirror ? 1 : 0;
        }

        Assert.InRange(mirrored, 150, 250);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Cutout_clears_one_square_in_every_channel(int side)
    {
        int whole = 0;

        for (int i = 0; i < 200; i++)
        {
            float[] result = Apply(new(0, false, side), i);
            int[] holes = [.. Enumerable.Range(0, 60).Where(p => result[p] == 0)];
            Assert.All(Enumerable.Range(0, 60).Except(holes), p => Assert.Equal(Image[p], result[p]));
            int[] rows = [.. holes.Where(p => p < 30).Select(p => p / 6).Distinct()];
            int[] columns = [.. holes.Where(p => p < 30).Select(p => p % 6).Distinct()];
            Assert.InRange(rows.Length, 1, side);
            Assert.InRange(columns.Length, 1, side);
            Assert.Equal(2 * rows.Length * columns.Length, holes.Length);
            whole += rows.Length == side && columns.Length == side ? 1 : 0;
        }

        Assert.InRange(whole, 40, 199);
    }

    [Fact]
    public void It_depends_on_stream_and_index_alone()
    {
        Augmentation all = new(2, true, 2);
        Assert.Equal(Apply(all, 5), Apply(all, 5));
        Assert.NotEqual(Apply(all, 5), Apply(all, 6));
        Assert.Equal(Image, Apply(Augmentation.None, 5));
    }

    private static float[] Apply(Augmentation augmentation, int index)
    {
        float[] result = new float[Image.Length];
        Array.Fill(result, float.NaN);
        augmentation.Apply(Image, result, 5, 6, new Rng(3), index);
        return result;
    }

    /// <summary>The shift that makes the image the result, with zeros outside.</summary>
    private static (int Top, int Left)? Shift(float[] result, bool mirrored)
    {
        for (int top = -2; top <= 2; top++)
        {
            for (int left = -2; left <= 2; left++)
            {
                float At(int p)
                {
                    (int c, int y, int x) = (p / 30, (p / 6 % 5) + top, (mirrored ? 5 - (p % 6) : p % 6) + left);
                    return y is >= 0 and < 5 && x is >= 0 and < 6 ? Image[(c * 30) + (y * 6) + x] : 0;
                }

                if (Enumerable.Range(0, 60).All(p => At(p) == result[p]))
                {
                    return (top, left);
                }
            }
        }

        return null;
    }
}
