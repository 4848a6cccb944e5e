using System.Security.Cryptography;
using NativeNas.Data.Sets;
using NativeNas.Data.Shapes;

namespace NativeNas.Data.Tests;

public sealed class ShapesTests
{
    private static readonly ShapesSettings Few = new(Train: 200, Test: 50);

    [Fact]
    public void A_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Hash(ShapesData.Create(Few)), Hash(ShapesData.Create(Few)));
        Assert.NotEqual(Hash(ShapesData.Create(Few)), Hash(ShapesData.Create(Few with { Seed = 1 })));
    }

    [Fact]
    public void The_bytes_are_those_of_every_machine()
    {
        Assert.Equal("814873218DDA50C1", Hash(ShapesData.Create(Few))[..16]);
    }

    [Fact]
    public void The_training_images_do_not_depend_on_how_many_test_images_there_are()
    {
        DataSet one = ShapesData.Create(Few);
        DataSet two = ShapesData.Create(Few with { Test = 60 });
        Assert.Equal(Pixels(one.Train), Pixels(two.Train));
    }

    [Fact]
    public void Classes_are_balanced()
    {
        DataSet data = ShapesData.Create(Few with { Test = 57 });
        Assert.Equal(10, data.Classes.Count);
        Assert.All(data.Train.Labels.ToArray().CountBy(label => label), pair => Assert.Equal(20, pair.Value));
        Assert.All(data.Test.Labels.ToArray().CountBy(label => label), pair => Assert.InRange(pair.Value, 5, 6));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(32)]
    public void Any_size_is_drawn(int size)
    {
        DataSet data = ShapesData.Create(Few with { Size = size });
        Assert.Equal((3, size, size), (data.Train.Channels, data.Train.Height, data.Train.Width));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_nearest_class_mean_tells_little(bool onlyColours)
    {
        DataSet data = ShapesData.Create(new(Train: 2000, Test: 500));
        float[][] train = Features(data.Train, onlyColours);
        float[][] test = Features(data.Test, onlyColours);
        float[][] means = [.. Enumerable.Range(0, 10).Select(c => Mean([.. train.Where((_, n) => data.Train.Labels.Span[n] == c)]))];
        int right = Enumerable.Range(0, test.Length).Count(n => Nearest(means, test[n]) == data.Test.Labels.Span[n]);
        Assert.InRange(right / (double)test.Length, 0, 0.25);
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ShapesData.Create(Few with { Size = 7 }));
        Assert.Throws<ArgumentException>(() => ShapesData.Create(Few with { Train = 0 }));
        Assert.Throws<ArgumentException>(() => ShapesData.Create(Few with { Clutter = -1 }));
        Assert.Throws<ArgumentException>(() => ShapesData.Create(Few with { Noise = float.NaN }));
    }

    [Fact]
    public void The_settings_reach_the_source() =>
        Assert.Equal(Hash(ShapesData.Create(Few)), Hash(DataSource.Parse("shapes", new(Shapes: Few))));

    private static string Hash(DataSet data) => Convert.ToHexString(SHA256.HashData(Bytes(data.Train).Concat(Bytes(data.Test)).ToArray()));

    private static IEnumerable<byte> Bytes(ImageSet set) =>
        set.Labels.ToArray().Select(label => (byte)label).Concat(Pixels(set).Select(x => (byte)MathF.Round(x * 255)));

    private static float[] Pixels(ImageSet set)
    {
        float[] pixels = new float[set.Count * set.ImageLength];

        for (int n = 0; n < set.Count; n++)
        {
            set.Read(n, pixels.AsSpan(n * set.ImageLength, set.ImageLength));
        }

        return pixels;
    }

    /// <summary>The pixels of each image, or mean and mean square of its channels.</summary>
    private static float[][] Features(ImageSet set, bool onlyColours)
    {
        int plane = set.Height * set.Width;
        IEnumerable<float[]> images = Pixels(set).Chunk(set.ImageLength);
        return [.. onlyColours
            ? images.Select(image => image.Chunk(plane).SelectMany(c => (float[])[c.Average(), c.Average(x => x * x)]).ToArray())
            : images];
    }

    private static float[] Mean(float[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(i => rows.Average(row => row[i]))];

    private static int Nearest(float[][] means, float[] x) =>
        Enumerable.Range(0, means.Length).MinBy(c => means[c].Zip(x, (m, v) => (m - v) * (m - v)).Sum());
}
